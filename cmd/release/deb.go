package main

import (
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bakhar/bakhar"
)

// debian makes the package of a system: the program, its services, manual and completions. The format is simple (deb(5)): an ar archive of a version, a
// tar of what is to be known, a tar of what is to be installed. dpkg reads it in a test.
func debian(program []byte, arch string, pages, complete []file, date time.Time) ([]byte, error) {
	data := []file{{"usr/bin/bakhar", program, 0o755}}
	for _, p := range pages {
		packed, err := gzipped(p.data)
		if err != nil {
			return nil, err
		}
		data = append(data, file{"usr/share/man/man1/" + path.Base(p.name) + ".gz", packed, 0o644})
	}
	for _, c := range complete {
		to := map[string]string{"bakhar.bash": "usr/share/bash-completion/completions/bakhar", "_bakhar": "usr/share/zsh/vendor-completions/_bakhar", "bakhar.fish": "usr/share/fish/vendor_completions.d/bakhar.fish"}[path.Base(c.name)]
		if to != "" {
			data = append(data, file{to, c.data, 0o644})
		}
	}
	for to, from := range map[string]string{
		"usr/lib/systemd/system/bakhar.service":         "deploy/debian/bakhar.service",
		"usr/lib/systemd/system/bakhar-watch.service":   "deploy/debian/bakhar-watch.service",
		"usr/lib/systemd/system/bakhar-alerts.service":  "deploy/debian/bakhar-alerts.service",
		"usr/lib/systemd/system/bakhar-worker@.service": "deploy/bakhar-worker@.service",
		"usr/lib/sysusers.d/bakhar.conf":                "deploy/debian/sysusers.conf",
		"usr/lib/tmpfiles.d/bakhar.conf":                "deploy/debian/tmpfiles.conf",
		"etc/default/bakhar":                            "deploy/debian/default",
	} {
		text, err := os.ReadFile(filepath.FromSlash(from))
		if err != nil {
			return nil, err
		}
		text = bytes.ReplaceAll(text, []byte("/usr/local/bin/bakhar"), []byte("/usr/bin/bakhar"))
		data = append(data, file{to, text, 0o644})
	}
	legal, err := copyright()
	if err != nil {
		return nil, err
	}
	changes, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		return nil, err
	}
	if changes, err = gzipped(changes); err != nil {
		return nil, err
	}
	data = append(data, file{"usr/share/doc/bakhar/copyright", legal, 0o644}, file{"usr/share/doc/bakhar/changelog.gz", changes, 0o644})
	return ar(data, arch, date)
}

func ar(data []file, arch string, date time.Time) ([]byte, error) {
	size := 0
	var sums strings.Builder
	for _, f := range sorted(data) {
		size += len(f.data)
		sum := md5.Sum(f.data) // what dpkg --verify reads
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), f.name)
	}
	control := []file{{"control", fmt.Appendf(nil, `Package: bakhar
Version: %s
Architecture: %s
Maintainer: bakhar <https://github.com/bakhar/bakhar>
Installed-Size: %d
Recommends: ca-certificates
Suggests: postgresql
Section: science
Priority: optional
Homepage: https://github.com/bakhar/bakhar
Description: event coder and chronicle for news in Marathi, Hindi and English
 bakhar reads news in Marathi, Hindi and English, writes down who did what to
 whom in the PLOVER scheme, and keeps every party's account of it.
 .
 One program: command line, web interface, HTTP API, feeds, alerts.
`, strings.ReplaceAll(bakhar.Version, "-", "~"), arch, (size+1023)/1024), 0o644}, {"md5sums", []byte(sums.String()), 0o644}, {"conffiles", []byte("/etc/default/bakhar\n"), 0o644}}
	for _, name := range []string{"postinst", "prerm", "postrm"} {
		text, err := os.ReadFile(filepath.Join("deploy", "debian", name))
		if err != nil {
			return nil, err
		}
		control = append(control, file{name, text, 0o755})
	}
	known, err := tarred(".", control, date)
	if err != nil {
		return nil, err
	}
	installed, err := tarred(".", withFolders(data), date)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("!<arch>\n")
	for _, m := range []file{{"debian-binary", []byte("2.0\n"), 0o644}, {"control.tar.gz", known, 0o644}, {"data.tar.gz", installed, 0o644}} {
		fmt.Fprintf(&b, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", m.name, date.Unix(), 0, 0, "100644", len(m.data))
		b.Write(m.data)
		if len(m.data)%2 == 1 {
			b.WriteByte('\n')
		}
	}
	return b.Bytes(), nil
}

// withFolders adds the folders of files, so that they are there with known rights.
func withFolders(files []file) []file {
	var dirs []string
	for _, f := range files {
		for d := path.Dir(f.name); d != "."; d = path.Dir(d) {
			dirs = append(dirs, d+"/")
		}
	}
	slices.Sort(dirs)
	for _, d := range slices.Compact(dirs) {
		files = append(files, file{name: d, mode: 0o755})
	}
	return files
}

func gzipped(data []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// copyright is our licence, and whose work is packaged.
func copyright() ([]byte, error) {
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		return nil, err
	}
	notice, err := os.ReadFile("NOTICE")
	return slices.Concat(licence, []byte("\n"), notice), err
}
