package alerts

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"strconv"
	"strings"
	"time"
)

// mailTime is how long one mail may take, connection and all.
const mailTime = 60 * time.Second

// mailNews is how many news one mail tells; of more it says how many.
const mailNews = 200

// compose writes a mail. Addresses and words of articles go through parsers and encoders that let no line break into a header.
func (r *Runner) compose(c *Config, a *Alert, id string, list []News) (from string, to []string, data []byte, err error) {
	sender, err := mail.ParseAddress(c.SMTP.From)
	if err != nil {
		return "", nil, nil, fmt.Errorf("smtp from: %w", err)
	}
	var receivers []string
	for _, t := range a.Mail.To {
		p, err := mail.ParseAddress(t)
		if err != nil {
			return "", nil, nil, fmt.Errorf("mail to: %w", err)
		}
		to, receivers = append(to, p.Address), append(receivers, p.String())
	}
	t := speech(a)
	subject := "[bakhar] " + a.Name + ": " + t.count("alert.news", len(list))
	if len(list) == 1 {
		subject = "[bakhar] " + a.Name + ": " + t.headline(&list[0])
	}
	_, host, _ := strings.Cut(sender.Address, "@")
	var b bytes.Buffer
	header := func(name, value string) { fmt.Fprintf(&b, "%s: %s\r\n", name, value) }
	header("From", sender.String())
	header("To", strings.Join(receivers, ",\r\n "))
	header("Subject", strings.ReplaceAll(mime.BEncoding.Encode("utf-8", plain(subject)), " =?", "\r\n =?"))
	header("Date", r.Now().UTC().Format(time.RFC1123Z))
	header("Message-ID", "<"+id+"@"+host+">")
	header("Auto-Submitted", "auto-generated")
	header("List-Id", "<"+a.Name+".alerts."+host+">")
	if a.Language != "" {
		header("Content-Language", a.Language)
	}
	header("MIME-Version", "1.0")
	header("Content-Type", "text/plain; charset=utf-8")
	header("Content-Transfer-Encoding", "quoted-printable")
	b.WriteString("\r\n")
	q := quotedprintable.NewWriter(&b)
	fmt.Fprint(q, strings.ReplaceAll(letter(c, a, list), "\n", "\r\n"))
	err = q.Close()
	return sender.Address, to, b.Bytes(), err
}

// letter is the body of a mail.
func letter(c *Config, a *Alert, list []News) string {
	var b strings.Builder
	t := speech(a)
	for i := range list {
		if i == mailNews {
			b.WriteString(t.say("alert.more", "count", strconv.Itoa(len(list)-i)) + "\n\n")
			break
		}
		fmt.Fprintln(&b, t.headline(&list[i]))
		for _, l := range t.details(&list[i]) {
			fmt.Fprintln(&b, "  "+l)
		}
		b.WriteByte('\n')
	}
	b.WriteString("-- \n" + t.say("alert.of", "name", a.Name, "query", a.Query.Values().Encode()) + "\n")
	if c.Page != "" {
		fmt.Fprintln(&b, c.Page)
	}
	return b.String()
}

// mail sends news to an alert's receivers. The server has taken the mail when it has answered the end of its data.
func (r *Runner) mail(ctx context.Context, c *Config, a *Alert, id string, list []News) error {
	from, to, data, err := r.compose(c, a, id, list)
	if err != nil {
		return err
	}
	s, err := r.dial(ctx, c)
	if err != nil {
		return fmt.Errorf("mail server %s: %w", c.SMTP.Server, err)
	}
	defer s.Close()
	if err := submit(s, from, to, data); err != nil {
		return fmt.Errorf("mail server %s: %w", c.SMTP.Server, err)
	}
	s.Quit() // the mail is taken whatever it says to this
	return nil
}

// dial connects to the mail server, which the configuration names: it may be on any address.
func (r *Runner) dial(ctx context.Context, c *Config) (*smtp.Client, error) {
	host, _, err := net.SplitHostPort(c.SMTP.Server)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, mailTime)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", c.SMTP.Server)
	if err != nil {
		return nil, err
	}
	conn.SetDeadline(time.Now().Add(mailTime))
	tlsConfig := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12, RootCAs: r.Roots}
	if c.SMTP.Security == "tls" {
		conn = tls.Client(conn, tlsConfig)
	}
	s, err := smtp.NewClient(conn, host)
	if err != nil {
		conn.Close()
		return nil, err
	}
	if err := r.enter(s, c, tlsConfig); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// enter makes the connection safe and says who we are.
func (r *Runner) enter(s *smtp.Client, c *Config, t *tls.Config) error {
	if c.SMTP.Security == "" || c.SMTP.Security == "starttls" {
		if ok, _ := s.Extension("STARTTLS"); !ok {
			return errNoTLS
		}
		if err := s.StartTLS(t); err != nil {
			return err
		}
	}
	if c.SMTP.User == "" {
		return nil
	}
	password, err := c.secret(c.SMTP.PasswordFile)
	if err != nil {
		return fmt.Errorf("password_file: %w", err)
	}
	return s.Auth(smtp.PlainAuth("", c.SMTP.User, password, t.ServerName))
}

func submit(s *smtp.Client, from string, to []string, data []byte) error {
	if err := s.Mail(from); err != nil {
		return err
	}
	for _, t := range to {
		if err := s.Rcpt(t); err != nil {
			return fmt.Errorf("receiver %s: %w", t, err)
		}
	}
	w, err := s.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	return w.Close()
}
