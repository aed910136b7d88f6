package bakhar_test

import (
	"fmt"
	"log"

	"github.com/bakhar/bakhar"
)

func Example() {
	coder, err := bakhar.New(bakhar.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, text := range []string{
		"Sri Lanka released 37 Indian fishermen on Monday.",
		"रशियाने युक्रेनवर ड्रोन हल्ला केला.", // Russia carried out a drone attack on Ukraine.
	} {
		coded, err := coder.Code(bakhar.Article{Published: "2026-06-09", Text: text})
		if err != nil {
			log.Fatal(err)
		}
		for _, e := range coded.Events {
			fmt.Println(coded.Language, e.Event[0], e.Mode, e.Actor[0].Country, "→", e.Recipient[0].Country)
		}
	}
	// Output:
	// en RETREAT [release] LKA → IND
	// mr ASSAULT [drone] RUS → UKR
}
