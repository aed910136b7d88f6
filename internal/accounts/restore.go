package accounts

import (
	"encoding/json"

	"github.com/bakhar/bakhar/internal/store"
)

// Restore gives the row of an event whose card another chronicle made. The card stays as it is, to the byte; by what it can be found is read
// from its tellings, as a card does not hold it.
func Restore(body []byte, tellings []Telling) (store.Event, error) {
	var c Card
	if err := json.Unmarshal(body, &c); err != nil {
		return store.Event{}, err
	}
	made := Assemble(tellings)
	c.search, c.words = made.search, made.words
	e := c.Row()
	e.Body = body
	return e, nil
}
