// Creates a contact and finds it again: go run .
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"

	"recipe/dormouse"
)

func main() {
	ctx := context.Background()
	withToken := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Token "+os.Getenv("DORMOUSE_TOKEN"))
		return nil
	}
	client, err := dormouse.NewClientWithResponses(os.Getenv("DORMOUSE_URL"), dormouse.WithRequestEditorFn(withToken))
	if err != nil {
		log.Fatal(err)
	}

	name, urns := "Ann", []string{"tel:+250788123403"}
	body, err := json.Marshal(dormouse.ContactsSave{Name: &name, Urns: &urns})
	if err != nil {
		log.Fatal(err)
	}
	created, err := client.PostContactsWithBodyWithResponse(ctx, nil, "application/json", bytes.NewReader(body))
	if err != nil || created.JSON201 == nil {
		log.Fatal(err, string(created.Body))
	}

	found, err := client.GetContactsWithResponse(ctx, &dormouse.GetContactsParams{Uuid: &created.JSON201.Uuid})
	if err != nil || found.JSON200 == nil {
		log.Fatal(err, string(found.Body))
	}
	for _, contact := range found.JSON200.Results {
		fmt.Println(*contact.Name, contact.Uuid == created.JSON201.Uuid)
	}
}
