// Command release makes what is handed out of a version: for each system an archive with the program, its manual and completions, the list of what
// it is made of (SPDX), and checksums. It takes nothing from the machine it runs on but the source, the Go toolchain and a date
// (SOURCE_DATE_EPOCH), so that anybody who builds the same source gets the same bytes. Debian packages are made of what it leaves (make release).
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bakhar/bakhar"
	"github.com/bakhar/bakhar/internal/cli"
)

// targets are the systems that a release is made for.
const targets = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

func main() {
	out := flag.String("out", "dist", "`folder` to write to")
	only := flag.String("targets", targets, "`systems` to build for, os/arch with commas")
	sums := flag.Bool("sums", false, "only write SHA256SUMS of what is in the folder")
	flag.Parse()
	err := writeSums(*out)
	if !*sums {
		err = release(*out, strings.Split(*only, ","))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// release makes everything in a folder, which must not be there or be one of ours.
func release(out string, systems []string) error {
	date, err := epoch(os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		return err
	}
	if err := errors.Join(os.RemoveAll(out), os.MkdirAll(filepath.Join(out, "stage"), 0o755)); err != nil {
		return err
	}
	pages, err := manual(cli.Commands(), date)
	if err != nil {
		return err
	}
	complete, err := completions(cli.Commands())
	if err != nil {
		return err
	}
	common := []file{}
	for _, name := range []string{"LICENSE", "NOTICE", "README.md", "CHANGELOG.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		common = append(common, file{name, data, 0o644})
	}
	common = slices.Concat(common, pages, complete)
	for i, system := range systems {
		if err := one(out, system, common, pages, complete, date, i == 0); err != nil {
			return fmt.Errorf("%s: %w", system, err)
		}
	}
	return writeSums(out)
}

// epoch reads SOURCE_DATE_EPOCH; without it all is of the first day of 1980, the earliest that every archive can hold.
func epoch(s string) (time.Time, error) {
	if s == "" {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %q is not a number of seconds", s)
	}
	return time.Unix(n, 0).UTC(), nil
}

// one builds for one system and packs it; the first tells what the program is made of.
func one(out, system string, common, pages, complete []file, date time.Time, first bool) error {
	goos, arch, ok := strings.Cut(system, "/")
	if !ok {
		return errors.New("not os/arch")
	}
	program := "bakhar"
	if goos == "windows" {
		program += ".exe"
	}
	built := filepath.Join(out, "stage", goos+"_"+arch, program)
	if err := build(built, goos, arch); err != nil {
		return err
	}
	data, err := os.ReadFile(built)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("bakhar_%s_%s_%s", bakhar.Version, goos, arch)
	files := append([]file{{program, data, 0o755}}, common...)
	var packed []byte
	if goos == "windows" {
		name += ".zip"
		packed, err = zipped(files, date)
	} else {
		packed, err = tarred(name, files, date)
		name += ".tar.gz"
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(out, name), packed, 0o644)
	}
	if err == nil && goos == "linux" {
		if packed, err = debian(data, arch, pages, complete, date); err == nil {
			err = os.WriteFile(filepath.Join(out, fmt.Sprintf("bakhar_%s_%s.deb", bakhar.Version, arch)), packed, 0o644)
		}
	}
	if err != nil || !first {
		return err
	}
	bill, err := sbom(built, date)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "bakhar_"+bakhar.Version+".spdx.json"), bill, 0o644)
}

// build builds the program: static, without paths, times or ids of the machine.
func build(to, goos, arch string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", to, "./cmd/bakhar")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS="+goos, "GOARCH="+arch, "GOAMD64=v1", "GOARM64=v8.0", "GOFLAGS=", "GOEXPERIMENT=", "GODEBUG=")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, said.Bytes())
	}
	return nil
}

// writeSums writes SHA256SUMS of the files of a folder, in the order of their names, as sha256sum reads it.
func writeSums(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, e := range entries {
		if e.IsDir() || e.Name() == "SHA256SUMS" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(&b, "%s  %s\n", hex.EncodeToString(sum[:]), e.Name())
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(b.String()), 0o644)
}
