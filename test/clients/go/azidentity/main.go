// azidentity for Go: the ids of all users, one a line.
package main

import (
	"context"
	"log"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"clients/users"
)

func credential() (azcore.TokenCredential, error) {
	tenant, client := os.Getenv("TENANT_ID"), os.Getenv("CLIENT_ID")
	switch os.Getenv("CREDENTIAL") {
	case "secret":
		return azidentity.NewClientSecretCredential(tenant, client, os.Getenv("CLIENT_SECRET"), nil)
	case "certificate":
		pem, err := os.ReadFile(os.Getenv("BUNDLE_FILE"))
		if err != nil {
			return nil, err
		}
		certificates, key, err := azidentity.ParseCertificates(pem, nil)
		if err != nil {
			return nil, err
		}
		return azidentity.NewClientCertificateCredential(tenant, client, certificates, key, nil)
	default:
		return azidentity.NewWorkloadIdentityCredential(&azidentity.WorkloadIdentityCredentialOptions{
			TenantID: tenant, ClientID: client, TokenFilePath: os.Getenv("ASSERTION_FILE"),
		})
	}
}

func main() {
	log.SetFlags(0)
	credential, err := credential()
	if err != nil {
		log.Fatal(err)
	}
	scopes := []string{"https://graph.microsoft.com/.default"}
	token, err := credential.GetToken(context.Background(), policy.TokenRequestOptions{Scopes: scopes})
	if err != nil {
		log.Fatal(err)
	}
	if err := users.Print(token.Token); err != nil {
		log.Fatal(err)
	}
}
