// Command mkgazetteer makes the tables in gazetteer/geonames of packages that fetch.sh has unpacked: places, names, administrative
// units, districts of India, and SOURCES.tsv, which says what was taken from where. The same packages give the same bytes. It is
// run by a person when a package has a new version; nothing that codes or tests needs the packages.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: mkgazetteer SOURCES GAZETTEER\n\nSOURCES is the folder that cmd/mkgazetteer/fetch.sh filled, GAZETTEER that of the hand-written tables.")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "mkgazetteer:", err)
		os.Exit(1)
	}
}

// run reads the packages below from and writes the tables to the folder geonames of to.
func run(from, to string) error {
	w := &world{from: from, codes: map[string]string{}, admin: map[string]string{}, byID: map[int]*place{}, units: map[string]*place{}, words: map[string][]string{}}
	for _, step := range []func() error{w.territories, w.adminNames, w.cities, w.newerCities, w.translations, w.adminUnits, w.districts, w.exampleCities, w.ordinary} {
		if err := step(); err != nil {
			return err
		}
	}
	w.listen()
	w.sort()
	if err := w.links(to); err != nil {
		return err
	}
	out := filepath.Join(to, "geonames")
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	return w.write(out)
}
