package alerts

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	crand "crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"io"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/textproto"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/bakhar/bakhar/internal/query"
)

// postOffice is a mail server that speaks as much SMTP as a relay does: EHLO, STARTTLS, AUTH PLAIN, one mail after the other.
type postOffice struct {
	t        *testing.T
	ln       net.Listener
	tls      *tls.Config // nil: it offers none
	password string      // of the user bakhar; empty: nobody has to say who they are
	refuse   string      // an answer to MAIL in the place of 250
	dropAt   string      // the command at which it breaks off once, without an answer

	mu    sync.Mutex
	mails []string
	to    []string
	plain bool // a mail came over an open connection
}

func newPostOffice(t *testing.T) (*postOffice, *x509.CertPool) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), crand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	cert := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(crand.Reader, cert, cert, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ln.Close() })
	o := &postOffice{t: t, ln: ln, tls: &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: k}}}}
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go o.serve(conn)
		}
	}()
	return o, roots
}

// serve speaks with one client.
func (o *postOffice) serve(conn net.Conn) {
	defer conn.Close()
	c, safe, known := textproto.NewConn(conn), false, false
	c.PrintfLine("220 post office")
	for {
		line, err := c.ReadLine()
		if err != nil {
			return
		}
		verb, rest, _ := strings.Cut(line, " ")
		verb = strings.ToUpper(verb)
		if o.dropAt == verb {
			o.dropAt = ""
			return
		}
		switch {
		case verb == "EHLO":
			c.PrintfLine("250-here")
			if o.tls != nil && !safe {
				c.PrintfLine("250-STARTTLS")
			}
			c.PrintfLine("250 AUTH PLAIN")
		case verb == "STARTTLS" && o.tls != nil:
			c.PrintfLine("220 go ahead")
			conn = tls.Server(conn, o.tls)
			c, safe = textproto.NewConn(conn), true
		case verb == "AUTH":
			said, _ := base64.StdEncoding.DecodeString(strings.TrimPrefix(rest, "PLAIN "))
			if known = string(said) == "\x00bakhar\x00"+o.password; known {
				c.PrintfLine("235 welcome")
			} else {
				c.PrintfLine("535 who are you?")
			}
		case verb == "MAIL" && o.refuse != "":
			c.PrintfLine("%s", o.refuse)
		case verb == "MAIL" && o.password != "" && !known:
			c.PrintfLine("530 who are you?")
		case verb == "RCPT":
			o.mu.Lock()
			o.to = append(o.to, rest)
			o.mu.Unlock()
			c.PrintfLine("250 fine")
		case verb == "DATA":
			c.PrintfLine("354 go on")
			data, err := io.ReadAll(c.DotReader())
			if err != nil {
				return
			}
			o.mu.Lock()
			o.mails, o.plain = append(o.mails, string(data)), o.plain || !safe
			o.mu.Unlock()
			if o.dropAt == "." {
				o.dropAt = ""
				return
			}
			c.PrintfLine("250 taken")
		case verb == "QUIT":
			c.PrintfLine("221 bye")
			return
		default:
			c.PrintfLine("250 fine")
		}
	}
}

func (o *postOffice) taken() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.mails)
}

// mailed is an alert by mail, and its bench.
func mailed(t *testing.T, digest string) (*bench, *postOffice, *Config) {
	b := newBench(t)
	o, roots := newPostOffice(t)
	b.r.Roots = roots
	if err := os.WriteFile(filepath.Join(b.dir, "password"), []byte("घोडा\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.password = "घोडा"
	c := b.config()
	c.Zone = "Asia/Kolkata"
	c.SMTP = SMTPConfig{Server: o.ln.Addr().String(), From: "बखर <bakhar@example.org>", User: "bakhar", PasswordFile: "password"}
	c.Alerts = []Alert{{Name: "assaults", Query: query.Query{Type: []string{"ASSAULT"}}, Mail: &Mail{To: []string{"Desk <desk@example.org>", "second@example.org"}, Digest: digest}}}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	b.once(c)
	return b, o, c
}

// TestMail: a mail goes out over TLS with what is known of the sender; whatever publishers and articles are called, it has the headers that we gave it and no other.
func TestMail(t *testing.T) {
	b, o, c := mailed(t, "")
	b.put("ASSAULT", nil, "0000000000000001")
	if sent, failed := b.once(c); sent != 1 || failed != 0 {
		t.Fatalf("%d sent, %d not", sent, failed)
	}
	mails := o.taken()
	if len(mails) != 1 || o.plain || len(o.to) != 2 {
		t.Fatalf("%d mails to %q, in the open: %v", len(mails), o.to, o.plain)
	}
	m, err := mail.ReadMessage(strings.NewReader(mails[0]))
	if err != nil {
		t.Fatal(err)
	}
	for name := range m.Header {
		if !slices.Contains([]string{"From", "To", "Subject", "Date", "Message-Id", "Auto-Submitted", "List-Id", "Mime-Version", "Content-Type", "Content-Transfer-Encoding"}, name) {
			t.Errorf("header %s: %s", name, m.Header.Get(name))
		}
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "[bakhar] assaults: ASSAULT: ?, Kursk" {
		t.Errorf("subject %q, %v", subject, err)
	}
	if list, err := m.Header.AddressList("From"); err != nil || list[0].Name != "बखर" || list[0].Address != "bakhar@example.org" {
		t.Errorf("from %v, %v", list, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil || !strings.Contains(string(body), "“युक्रेननं कुर्स्कमध्ये हल्ला केला. Subject: forged”") || !strings.Contains(string(body), "लोकदर्पण Bcc: evil@example.org") {
		t.Errorf("%v\n%s", err, body)
	}
	for s := bufio.NewScanner(strings.NewReader(mails[0])); s.Scan(); {
		if len(s.Text()) > 998 {
			t.Errorf("a line of %d bytes", len(s.Text()))
		}
	}
}

// TestMailOnce: a mail that was refused, or whose taking nobody heard of, comes again under the same Message-ID; one that was taken does not.
func TestMailOnce(t *testing.T) {
	b, o, c := mailed(t, "")
	o.refuse = "451 later"
	b.put("ASSAULT", nil, "0000000000000001")
	if _, failed := b.once(c); failed != 1 {
		t.Error("a refusal is taken for an answer")
	}
	o.refuse, o.dropAt = "", "."
	b.now = b.now.Add(time.Hour)
	if _, failed := b.once(c); failed != 1 {
		t.Error("a mail whose taking was not heard of is taken for sent")
	}
	roots := b.r.Roots
	b.now = b.now.Add(time.Hour)
	b.restart()
	b.r.Roots = roots
	b.once(c)
	b.now = b.now.Add(time.Hour)
	b.once(c)
	ids := map[string]int{}
	for _, m := range o.taken() {
		msg, err := mail.ReadMessage(strings.NewReader(m))
		if err != nil {
			t.Fatal(err)
		}
		ids[msg.Header.Get("Message-Id")]++
	}
	if len(ids) != 1 || len(o.taken()) != 2 {
		t.Errorf("mails by Message-ID: %v", ids)
	}
}

// TestMailRefuses: no password and no mail goes over an open connection, or to a server that is not who it says, unless the configuration wants it.
func TestMailRefuses(t *testing.T) {
	b, o, c := mailed(t, "")
	b.put("ASSAULT", nil, "0000000000000001")
	offered := o.tls
	o.tls = nil
	if err := b.r.mail(t.Context(), c, &c.Alerts[0], "x", nil); err == nil || !strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("without STARTTLS: %v", err)
	}
	c.SMTP.Security, c.SMTP.User = "none", ""
	o.password = ""
	if err := b.r.mail(t.Context(), c, &c.Alerts[0], "x", nil); err != nil || !o.plain {
		t.Errorf("where the configuration wants it: %v", err)
	}
	o.tls, c.SMTP.Security, b.r.Roots = offered, "", nil
	if err := b.r.mail(t.Context(), c, &c.Alerts[0], "x", nil); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a server that nobody vouches for: %v", err)
	}
}

// TestDigest: all news of a day come in one mail at its hour in the zone of the configuration, those after it the next day.
func TestDigest(t *testing.T) {
	b, o, c := mailed(t, "18:30") // 13:00 in UTC; it is 9:00
	b.put("ASSAULT", nil, "0000000000000001")
	b.once(c)
	b.now = b.now.Add(3 * time.Hour)
	b.put("ASSAULT", nil, "0000000000000002")
	b.once(c)
	b.now = b.now.Add(time.Hour - time.Second)
	if b.once(c); len(o.taken()) != 0 {
		t.Error("a mail before its hour")
	}
	b.now = b.now.Add(time.Second)
	b.put("ASSAULT", nil, "0000000000000003") // for tomorrow
	b.once(c)
	b.once(c)
	b.now = b.now.Add(24*time.Hour - time.Second)
	b.once(c)
	today := o.taken()
	b.now = b.now.Add(time.Second)
	b.once(c)
	all := o.taken()
	if len(today) != 1 || len(all) != 2 {
		t.Fatalf("%d mails on the first day, %d in all", len(today), len(all))
	}
	for i, ids := range [][]string{{"0000000000000001", "0000000000000002"}, {"0000000000000003"}} {
		if n := strings.Count(all[i], "event 0000"); n != len(ids) || !strings.Contains(all[i], ids[len(ids)-1]) {
			t.Errorf("mail %d tells %d events:\n%s", i, n, all[i])
		}
	}
}

// TestFeed: a feed reader reads the feed; news stand in it once, the latest first, two hundred at most, and words of articles stay words.
func TestFeed(t *testing.T) {
	b := newBench(t)
	c := b.config(Alert{Name: "assaults", Feed: "assaults.atom"})
	c.Page = "https://chronicle.example.org"
	b.once(c)
	file := filepath.Join(b.dir, "assaults.atom")
	for i := range 205 {
		b.put("ASSAULT", nil, string("0123456789abcdef"[i%16])+string("0123456789abcdef"[i/16])+"00000000000000")
		if i%50 == 0 {
			b.once(c)
			b.restart()
		}
	}
	b.once(c)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	feed, err := gofeed.NewParser().ParseString(string(data))
	if err != nil || feed.FeedVersion != "1.0" || feed.Title != "bakhar: assaults" || len(feed.Items) != 200 {
		t.Fatalf("%v, %d items", err, len(feed.Items))
	}
	seen := map[string]bool{}
	for _, it := range feed.Items {
		if seen[it.GUID] || !strings.HasPrefix(it.GUID, "urn:uuid:") {
			t.Errorf("%s stands twice, or is no id", it.GUID)
		}
		seen[it.GUID] = true
	}
	last := feed.Items[0]
	if last.Link != "https://chronicle.example.org/en/event/cc00000000000000" || !strings.Contains(last.Content, "“युक्रेननं कुर्स्कमध्ये हल्ला केला. Subject: forged”") {
		t.Errorf("the latest: %s\n%s", last.Link, last.Content)
	}
	b.restart()
	if err := b.r.writeFeed(t.Context(), c, &c.Alerts[0]); err != nil {
		t.Fatal(err)
	}
	if again, err := os.ReadFile(file); err != nil || string(again) != string(data) {
		t.Errorf("written again it differs: %v", err)
	}
	b.put("ASSAULT", nil, "ffffffffffffffff")
	c.Alerts[0].Feed = "no/such/folder.atom"
	if _, failed := b.once(c); failed != 1 {
		t.Error("a feed that cannot be written is taken for written")
	}
}

// TestConfig: all mistakes of a file of alerts are told, by alert, with what would be right; what is right comes back as it was written.
func TestConfig(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "alerts.json")
	read := func(s string) error {
		t.Helper()
		if err := os.WriteFile(file, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(file)
		return err
	}
	err := read(`{"zone":"Mars/Olympus","page":"ftp://x","smtp":{"server":"mail","from":"a\r\nBcc: b@example.org","security":"ssl","user":"u"},"alerts":[
		{"name":"../x","query":{"type":["WAR"],"limit":3},"tell":["all"]},
		{"name":"a","query":{},"webhook":{"url":"javascript:alert(1)"},"mail":{"to":["x@example.org\r\nBcc: y@example.org"],"digest":"noon"}},
		{"name":"a","query":{},"feed":"f"}]}`)
	if err == nil {
		t.Fatal("all of it is taken")
	}
	for _, part := range []string{"Asia/Kolkata", `page: "ftp://x"`, "mail.example.org:587", "from:", `"ssl"`, "password_file", "letters, digits", `"WAR"`, "limit mean nothing", `"all"`, "nobody hears", "javascript", "secret_file", "Bcc: y@example.org", "18:30", `"a": there are two`} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not told in:\n%v", part, err)
		}
	}
	if err := read(`{"alerts":[],"alarms":1}`); err == nil || !strings.Contains(err.Error(), "alarms") {
		t.Errorf("an unknown field: %v", err)
	}
	if err := read(`{"alerts":[`); err == nil || !strings.Contains(err.Error(), "byte") {
		t.Errorf("half a file: %v", err)
	}
	c := &Config{Alerts: []Alert{{Name: "b", Feed: "b.atom", Query: query.Query{Text: "<हल्ला>"}}, {Name: "a", Feed: "a.atom"}}}
	if err := c.Write(file); err != nil {
		t.Fatal(err)
	}
	back, err := Read(file)
	if err != nil || len(back.Alerts) != 2 || back.Alerts[0].Name != "a" || back.Alerts[1].Query.Text != "<हल्ला>" {
		t.Errorf("%v, %+v", err, back)
	}
}
