// hamilton, which signs in and lists by itself: the ids of all users, one a line.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/manicminer/hamilton/auth"
	"github.com/manicminer/hamilton/environments"
	"github.com/manicminer/hamilton/msgraph"
	"github.com/manicminer/hamilton/odata"
)

func main() {
	log.SetFlags(0)
	environment := environments.Global
	kind := os.Getenv("CREDENTIAL")
	config := auth.Config{
		Environment:            environment,
		TenantID:               os.Getenv("TENANT_ID"),
		ClientID:               os.Getenv("CLIENT_ID"),
		EnableClientSecretAuth: kind == "secret",
		ClientSecret:           os.Getenv("CLIENT_SECRET"),
		EnableClientCertAuth:   kind == "certificate",
		ClientCertPath:         os.Getenv("PFX_FILE"),
		ClientCertPassword:     os.Getenv("PFX_PASSWORD"),
		// It asks the job's OIDC provider itself.
		EnableGitHubOIDCAuth: kind == "federated",
		IDTokenRequestURL:    os.Getenv("ACTIONS_ID_TOKEN_REQUEST_URL"),
		IDTokenRequestToken:  os.Getenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
	}
	authorizer, err := config.NewAuthorizer(context.Background(), environment.MsGraph)
	if err != nil {
		log.Fatal(err)
	}
	// A refused sign-in is told here, not tried again for as long as a list is.
	if _, err := authorizer.Token(); err != nil {
		log.Fatal(err)
	}
	client := msgraph.NewUsersClient(config.TenantID)
	client.BaseClient.Authorizer = authorizer
	users, _, err := client.List(context.Background(), odata.Query{Select: []string{"id"}})
	if err != nil {
		log.Fatal(err)
	}
	for _, user := range *users {
		fmt.Println(*user.ID)
	}
}
