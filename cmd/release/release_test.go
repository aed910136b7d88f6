package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bakhar/bakhar/internal/cli"
)

var day = time.Date(2026, 3, 2, 1, 2, 4, 0, time.UTC)

// atRoot runs a test where the sources lie.
func atRoot(t *testing.T) {
	t.Helper()
	t.Chdir(filepath.Join("..", ".."))
}

// TestArchives: the same files give the same bytes in whatever order they come, of one time and of nobody; the program can be run.
func TestArchives(t *testing.T) {
	files := []file{{"bakhar", []byte("program"), 0o755}, {"README.md", []byte("text"), 0o644}, {"man/bakhar.1", []byte("page"), 0o644}}
	turned := slices.Clone(files)
	slices.Reverse(turned)
	a, err := tarred("bakhar_1", files, day)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := tarred("bakhar_1", turned, day); err != nil || !bytes.Equal(a, b) {
		t.Errorf("tar: the order of files changes it: %v", err)
	}
	gz, err := gzip.NewReader(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]*tar.Header{}
	for r := tar.NewReader(gz); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if names[h.Name] = h; !h.ModTime.Equal(day) || h.Uid != 0 || h.Uname != "" {
			t.Errorf("%s: %s of %d %s", h.Name, h.ModTime, h.Uid, h.Uname)
		}
	}
	if h := names["bakhar_1/bakhar"]; len(names) != 3 || h == nil || h.Mode != 0o755 {
		t.Errorf("in the archive: %v", names)
	}
	z, err := zipped(files, day)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := zipped(turned, day); err != nil || !bytes.Equal(z, b) {
		t.Errorf("zip: the order of files changes it: %v", err)
	}
	if r, err := zip.NewReader(bytes.NewReader(z), int64(len(z))); err != nil || len(r.File) != 3 || !r.File[0].Modified.Equal(day) {
		t.Errorf("zip: %v", err)
	}
}

// TestManual: each command has a page with all its flags, and no line of a command's words is taken for one of man's own.
func TestManual(t *testing.T) {
	root := cli.Commands()
	pages, err := manual(root, day)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, p := range pages {
		texts[p.name] = string(p.data)
	}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		if c.Hidden || c.Name() == "help" {
			return
		}
		name := strings.ReplaceAll(c.CommandPath(), " ", "-")
		text := texts["man/"+name+".1"]
		if !strings.Contains(text, escape(name)+` \- `+escape(c.Short)) {
			t.Errorf("%s has no page, or one without its purpose", name)
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && !strings.Contains(text, escape("--"+f.Name)) {
				t.Errorf("%s: --%s is not told", name, f.Name)
			}
		})
		for _, s := range c.Commands() {
			walk(s)
		}
	}
	walk(root)
	if len(texts) < 20 {
		t.Errorf("%d pages", len(texts))
	}
	for name, text := range texts {
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, ".") && !strings.Contains(" .TH .SH .nh .ad .B .BR .PP .TP .nf .fi ", " "+strings.Fields(line)[0]+" ") || strings.HasPrefix(line, "'") {
				t.Errorf("%s: %q would be taken for a command of man", name, line)
			}
		}
	}
	if man, err := exec.LookPath("man"); err == nil {
		file := filepath.Join(t.TempDir(), "bakhar.1")
		if err := os.WriteFile(file, []byte(texts["man/bakhar-alert-add.1"]), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(man, "-l", "-P", "cat", "--warnings", file).CombinedOutput()
		if err != nil || strings.Contains(string(out), "warning") {
			t.Errorf("man: %v\n%s", err, out)
		}
	}
}

// TestDebian: dpkg reads the package: the program, hardened services, a user's definition, a manual; the sums are right, and making it again gives the same bytes.
func TestDebian(t *testing.T) {
	atRoot(t)
	made := func() []byte {
		deb, err := debian([]byte("program"), "amd64", []file{{"man/bakhar.1", []byte("page"), 0o644}}, []file{{"completions/_bakhar", []byte("zsh"), 0o644}}, day)
		if err != nil {
			t.Fatal(err)
		}
		return deb
	}
	deb := made()
	if !bytes.Equal(deb, made()) {
		t.Error("made again it differs")
	}
	dpkg, err := exec.LookPath("dpkg-deb")
	if err != nil {
		t.Skip("dpkg-deb is not installed: nobody here can read the package")
	}
	file := filepath.Join(t.TempDir(), "bakhar.deb")
	if err := os.WriteFile(file, deb, 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := exec.Command(dpkg, "--contents", file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, list)
	}
	for _, want := range []string{"-rwxr-xr-x 0/0", "./usr/bin/bakhar\n", "./usr/lib/systemd/system/bakhar.service\n", "./usr/lib/systemd/system/bakhar-watch.service\n", "./usr/lib/sysusers.d/bakhar.conf\n", "./usr/share/man/man1/bakhar.1.gz\n", "./usr/share/doc/bakhar/copyright\n", "./etc/default/bakhar\n", "drwxr-xr-x"} {
		if !strings.Contains(string(list), want) {
			t.Errorf("%q is not in\n%s", want, list)
		}
	}
	root := t.TempDir()
	if out, err := exec.Command(dpkg, "--raw-extract", file, root).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	sums := exec.Command("md5sum", "--check", "--strict", "--quiet", "DEBIAN/md5sums")
	sums.Dir = root
	if out, err := sums.CombinedOutput(); err != nil {
		t.Errorf("sums: %v\n%s", err, out)
	}
	services, err := filepath.Glob(filepath.Join(root, "usr/lib/systemd/system/*.service"))
	if err != nil || len(services) != 4 {
		t.Fatalf("services: %q, %v", services, err)
	}
	for _, s := range services {
		text, err := os.ReadFile(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n", "SystemCallFilter=@system-service", "MemoryDenyWriteExecute=yes", "ExecStart=/usr/bin/bakhar "} {
			if !strings.Contains(string(text), line) {
				t.Errorf("%s has no %s", filepath.Base(s), line)
			}
		}
	}
}

// TestSBOM: the list of parts has the modules that a program says it was built of, each once, and the packages of the web interface without the tools of its building.
func TestSBOM(t *testing.T) {
	atRoot(t)
	data, err := sbom(os.Args[0], day) // the test is a Go program too
	if err != nil {
		t.Fatal(err)
	}
	var d spdx
	if err := json.Unmarshal(data, &d); err != nil || d.Version != "SPDX-2.3" || d.Namespace == "" {
		t.Fatalf("%v: %.200s", err, data)
	}
	seen := map[string]string{}
	for _, p := range d.Packages {
		if seen[p.ID] != "" {
			t.Errorf("%s stands twice", p.ID)
		}
		seen[p.ID] = p.Name
	}
	for _, name := range []string{"bakhar", "go", "github.com/spf13/cobra", "preact"} {
		if !slices.ContainsFunc(d.Packages, func(p spdxPackage) bool { return p.Name == name && p.Version != "" }) {
			t.Errorf("%s is not told", name)
		}
	}
	if slices.ContainsFunc(d.Packages, func(p spdxPackage) bool { return p.Name == "esbuild" || p.Name == "typescript" }) {
		t.Error("tools of the building are told")
	}
	for _, r := range d.Relations {
		if r.From != d.ID && seen[r.From] == "" || seen[r.To] == "" {
			t.Errorf("%+v names what is not there", r)
		}
	}
}

// TestSums: sha256sum's own format, in the order of names, without itself and folders.
func TestSums(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b", "a", "SHA256SUMS"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "stage"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := writeSums(dir); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if want := fmt.Sprintf("%x  a\n%x  b\n", sha256.Sum256([]byte("a")), sha256.Sum256([]byte("b"))); err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
}
