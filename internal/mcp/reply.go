package mcp

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// replyBytesMax is how long an answer may be; every tool makes its answer smaller until it fits.
const replyBytesMax = 96 << 10

// envelopeBytes is room for what stands around a result: what was left out, names of fields.
const envelopeBytes = 1 << 10

// reply is an answer on its way.
type reply struct {
	result any
	left   []string // what was left out, and how to get it
}

// envelope is the shape of every answer.
type envelope struct {
	Notice string   `json:"notice"`
	Hidden int      `json:"hidden_characters_removed,omitempty"`
	Left   []string `json:"left_out,omitempty"`
	Result any      `json:"result"`
}

// json is the answer as it goes out.
func (r *reply) json() (json.RawMessage, error) {
	result, hidden, err := safe(r.result)
	if err != nil {
		return nil, err
	}
	data, err := encode(envelope{notice, hidden, r.left, result})
	if err == nil && len(data) > replyBytesMax {
		return nil, wrong("the answer has %d bytes, more than the %d that one may have: ask for less of it", len(data), replyBytesMax)
	}
	return data, err
}

// fits tells whether a result can be answered whole.
func fits(result any) bool {
	data, _, err := safe(result)
	return err != nil || len(data)+len(notice)+envelopeBytes <= replyBytesMax // an error is told when it is answered
}

// safe gives a result as JSON without hidden characters, and how many there were.
func safe(result any) (json.RawMessage, int, error) {
	data, err := encode(result)
	if err != nil {
		return nil, 0, err
	}
	out := clean(data)
	return out, utf8.RuneCount(data) - utf8.RuneCount(out), nil
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// The joiners, which Marathi and Hindi need for their letters.
const (
	zwnj = '\u200c'
	zwj  = '\u200d'
)

// clean takes out of JSON, or of a text, the characters that nobody sees: format characters (also those that turn the direction of writing and
// the tags in which a Latin text can hide), variation selectors, controls, private and unassigned ones. Line breaks and tabs stay; a
// joiner stays beside a letter or vowel sign.
func clean(data []byte) []byte {
	if isPlain(data) {
		return data
	}
	out := make([]byte, 0, len(data))
	last := ' '
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == '\\' && len(data) > 1: // JSON's own escapes; those of controls go
			n = 2
			if data[1] == 'u' && len(data) >= 6 {
				n = 6
				if hex := string(data[2:6]); strings.HasPrefix(hex, "00") || hex == "2028" || hex == "2029" { // so the encoder writes controls and separators
					data = data[n:]
					continue
				}
			}
			last = ' '
		case r == zwj || r == zwnj:
			if !unicode.In(last, unicode.L, unicode.M) {
				data = data[n:]
				continue
			}
		case hidden(r):
			data = data[n:]
			continue
		default:
			last = r
		}
		out = append(out, data[:n]...)
		data = data[n:]
	}
	return out
}

// isPlain tells whether all is printable ASCII without escapes.
func isPlain(data []byte) bool {
	for _, b := range data {
		if b < ' ' || b >= 0x7f || b == '\\' {
			return false
		}
	}
	return true
}

// hidden tells whether a character is one that a reader does not see.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return true
	}
	return !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z)
}
