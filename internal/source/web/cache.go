package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// What servers say about time is believed only so far.
const (
	FreshMax = 24 * time.Hour // of max-age and Expires
	RetryMax = 24 * time.Hour // of Retry-After
)

// fresh is for how long an answer may be kept without asking again: s-maxage does not concern us, who are no shared cache; max-age
// counts from when the answer was made, hence less Age; Expires stands against the server's own clock, not ours.
func fresh(h http.Header) time.Duration {
	for part := range strings.SplitSeq(strings.ToLower(h.Get("Cache-Control")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "no-store", "no-cache":
			return 0
		case "max-age":
			s, ok := seconds(strings.Trim(value, `"`), FreshMax)
			if !ok {
				return 0
			}
			age, _ := seconds(h.Get("Age"), FreshMax)
			return max(0, s-age)
		}
	}
	expires, err := http.ParseTime(h.Get("Expires"))
	if err != nil {
		return 0
	}
	made, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0
	}
	return min(max(0, expires.Sub(made)), FreshMax)
}

// seconds reads a count of seconds, however large, up to most.
func seconds(s string, most time.Duration) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > int64(most/time.Second) {
		return most, true // all digits: more than an int64 holds
	}
	return time.Duration(n) * time.Second, true
}

// RetryAfter is how long from now the server asks to be left alone, in seconds or by a date; 0 where it does not ask, RetryMax at most.
func (r *Response) RetryAfter(now time.Time) time.Duration {
	if d, ok := seconds(r.Retry, RetryMax); ok {
		return d
	}
	if t, err := http.ParseTime(r.Retry); err == nil {
		return min(max(0, t.Sub(now)), RetryMax)
	}
	return 0
}
