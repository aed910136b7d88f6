package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/bakhar/bakhar"
)

// The parts of SPDX 2.3 that we write.
type spdx struct {
	Version   string         `json:"spdxVersion"`
	License   string         `json:"dataLicense"`
	ID        string         `json:"SPDXID"`
	Name      string         `json:"name"`
	Namespace string         `json:"documentNamespace"`
	Creation  spdxCreation   `json:"creationInfo"`
	Packages  []spdxPackage  `json:"packages"`
	Relations []spdxRelation `json:"relationships"`
}

type spdxCreation struct {
	Created  string   `json:"created"`
	Creators []string `json:"creators"`
}

type spdxPackage struct {
	ID        string         `json:"SPDXID"`
	Name      string         `json:"name"`
	Version   string         `json:"versionInfo"`
	Download  string         `json:"downloadLocation"`
	Analyzed  bool           `json:"filesAnalyzed"`
	License   string         `json:"licenseDeclared"`
	Concluded string         `json:"licenseConcluded"`
	Copyright string         `json:"copyrightText"`
	Checksums []spdxChecksum `json:"checksums,omitempty"`
	Refs      []spdxRef      `json:"externalRefs"`
}

type spdxChecksum struct {
	Algorithm string `json:"algorithm"`
	Value     string `json:"checksumValue"`
}

type spdxRef struct {
	Category string `json:"referenceCategory"`
	Type     string `json:"referenceType"`
	Locator  string `json:"referenceLocator"`
}

type spdxRelation struct {
	From string `json:"spdxElementId"`
	Type string `json:"relationshipType"`
	To   string `json:"relatedSpdxElement"`
}

// sbom says what a built program is made of: the Go modules that are linked into it, by its own account, and the packages of the web interface.
func sbom(program string, date time.Time) ([]byte, error) {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return nil, err
	}
	main := pack("bakhar", bakhar.Version, "MIT", "pkg:golang/"+info.Main.Path+"@"+bakhar.Version)
	d := spdx{Version: "SPDX-2.3", License: "CC0-1.0", ID: "SPDXRef-DOCUMENT", Name: "bakhar-" + bakhar.Version,
		Creation: spdxCreation{date.Format(time.RFC3339), []string{"Tool: bakhar-release"}}, Packages: []spdxPackage{main}}
	add := func(p spdxPackage) {
		d.Packages = append(d.Packages, p)
		d.Relations = append(d.Relations, spdxRelation{main.ID, "CONTAINS", p.ID})
	}
	d.Relations = append(d.Relations, spdxRelation{d.ID, "DESCRIBES", main.ID})
	add(pack("go", strings.TrimPrefix(info.GoVersion, "go"), "BSD-3-Clause", "pkg:generic/go@"+strings.TrimPrefix(info.GoVersion, "go")))
	for _, m := range info.Deps {
		if m.Replace != nil {
			if m = m.Replace; strings.HasPrefix(m.Path, "./") { // a folder of this repository
				continue
			}
		}
		p := pack(m.Path, m.Version, "NOASSERTION", "pkg:golang/"+m.Path+"@"+m.Version)
		if sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Sum, "h1:")); err == nil && len(sum) == sha256.Size {
			p.Refs[0].Locator += "?checksum=h1:" + hex.EncodeToString(sum)
		}
		add(p)
	}
	npm, err := bundled("web/package-lock.json")
	if err != nil {
		return nil, err
	}
	for _, p := range npm {
		add(p)
	}
	id, err := json.Marshal(d.Packages)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(id)
	d.Namespace = "https://github.com/bakhar/bakhar/spdx/" + bakhar.Version + "/" + hex.EncodeToString(sum[:16])
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err = enc.Encode(d)
	return b.Bytes(), err
}

func pack(name, version, license, url string) spdxPackage {
	id := "SPDXRef-" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' {
			return r
		}
		return '-'
	}, name+"-"+version)
	return spdxPackage{ID: id, Name: name, Version: version, Download: "NOASSERTION", License: license, Concluded: "NOASSERTION", Copyright: "NOASSERTION", Refs: []spdxRef{{"PACKAGE-MANAGER", "purl", url}}}
}

// bundled gives the packages that go into the web interface: those of the lock file that are no tools of its building.
func bundled(lock string) ([]spdxPackage, error) {
	data, err := os.ReadFile(lock)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var l struct {
		Packages map[string]struct {
			Version, License string
			Dev              bool
		}
	}
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, fmt.Errorf("%s: %w", lock, err)
	}
	var out []spdxPackage
	for where, p := range l.Packages {
		_, name, ok := strings.Cut(where, "node_modules/")
		if !ok || p.Dev {
			continue
		}
		if i := strings.LastIndex(name, "node_modules/"); i >= 0 {
			name = name[i+len("node_modules/"):]
		}
		if p.License == "" {
			p.License = "NOASSERTION"
		}
		out = append(out, pack(name, p.Version, p.License, "pkg:npm/"+path.Clean(strings.Replace(name, "@", "%40", 1))+"@"+p.Version))
	}
	slices.SortFunc(out, func(a, b spdxPackage) int { return strings.Compare(a.ID, b.ID) })
	return slices.CompactFunc(out, func(a, b spdxPackage) bool { return a.ID == b.ID }), nil
}
