package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"code.dny.dev/ssrf"

	"github.com/bakhar/bakhar/internal/source"
)

var (
	errTotal = errors.New("the whole took longer than allowed")
	errSlow  = errors.New("the bytes come too slowly")
)

// failed gives an error of the transport its kind. Where the caller's own context ended, that is the error.
func (c *Client) failed(parent, ctx context.Context, url string, err error) error {
	if parent.Err() != nil {
		return parent.Err()
	}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errTotal):
		return source.Wrong(source.Timeout, url, "%w: limit %v", errTotal, c.limits.Total)
	case errors.Is(cause, errSlow):
		return source.Wrong(source.Slow, url, "%w: fewer than %d within %v", errSlow, c.limits.SlowBytes, c.limits.SlowWindow)
	}
	return &source.Error{Kind: kind(err), URL: url, Err: err}
}

// kind sorts an error of the transport. The order matters: an address that is forbidden is an error of dialing too.
func kind(err error) source.Kind {
	var limit *limitError
	var dns *net.DNSError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &limit):
		return limit.kind
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedPort), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		return source.Forbidden
	case errors.As(err, &dns) && !dns.IsTimeout:
		return source.DNS
	case secure(err):
		return source.TLS
	case errors.As(err, &timeout) && timeout.Timeout():
		return source.Timeout
	case errors.Is(err, syscall.ECONNREFUSED):
		return source.Refused
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EADDRNOTAVAIL):
		return source.Unreachable
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return source.Broken
	}
	return spoken(err.Error())
}

// spoken sorts the errors that net/http only has words for; a test holds each of them against a server that causes it.
func spoken(msg string) source.Kind {
	has := func(parts ...string) bool {
		for _, p := range parts {
			if strings.Contains(msg, p) {
				return true
			}
		}
		return false
	}
	switch {
	case has("response headers exceeded", "header longer than", "1xx response headers"):
		return source.TooLarge
	case has("malformed", "in chunk", "chunk length", "chunked line", "chunked encoding", "bad Content-Length", "transfer encoding", "Transfer-Encoding", "Unsolicited"):
		return source.BadHTTP
	}
	return source.Broken
}

// secure tells whether TLS failed.
func secure(err error) bool {
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var host x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	return errors.As(err, &verify) || errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &host) || errors.As(err, &unknown) ||
		errors.As(err, &invalid) || strings.Contains(err.Error(), "tls: ")
}
