// MSAL for Go: the ids of all users, one a line.
package main

import (
	"context"
	"log"
	"os"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"clients/users"
)

func credential() (confidential.Credential, error) {
	switch os.Getenv("CREDENTIAL") {
	case "secret":
		return confidential.NewCredFromSecret(os.Getenv("CLIENT_SECRET"))
	case "certificate":
		pem, err := os.ReadFile(os.Getenv("BUNDLE_FILE"))
		if err != nil {
			return confidential.Credential{}, err
		}
		certificates, key, err := confidential.CertFromPEM(pem, "")
		if err != nil {
			return confidential.Credential{}, err
		}
		return confidential.NewCredFromCert(certificates, key)
	default:
		assertion, err := os.ReadFile(os.Getenv("ASSERTION_FILE"))
		return confidential.NewCredFromAssertionCallback(
			func(context.Context, confidential.AssertionRequestOptions) (string, error) {
				return string(assertion), nil
			},
		), err
	}
}

func main() {
	log.SetFlags(0)
	credential, err := credential()
	if err != nil {
		log.Fatal(err)
	}
	authority := "https://login.microsoftonline.com/" + os.Getenv("TENANT_ID")
	client, err := confidential.New(authority, os.Getenv("CLIENT_ID"), credential)
	if err != nil {
		log.Fatal(err)
	}
	result, err := client.AcquireTokenByCredential(
		context.Background(), []string{"https://graph.microsoft.com/.default"},
	)
	if err != nil {
		log.Fatal(err)
	}
	if err := users.Print(result.AccessToken); err != nil {
		log.Fatal(err)
	}
}
