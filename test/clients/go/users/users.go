// Package users lists the users of a tenant with a token that a client got.
package users

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Print writes the ids of all users, one a line.
func Print(token string) error {
	url := "https://graph.microsoft.com/v1.0/users?$select=id"
	for url != "" {
		next, err := printPage(url, token)
		if err != nil {
			return err
		}
		url = next
	}
	return nil
}

func printPage(url, token string) (string, error) {
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return "", err
	}
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answered %d: %s", url, response.StatusCode, body)
	}
	var page struct {
		Value []struct{ ID string }
		Next  string `json:"@odata.nextLink"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		return "", err
	}
	for _, user := range page.Value {
		fmt.Println(user.ID)
	}
	return page.Next, nil
}
