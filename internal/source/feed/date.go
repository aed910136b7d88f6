package feed

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// unknown are abbreviations of time zones that neither Go nor gofeed knows: gofeed takes the time for UTC. IST is India's here: the press that
// bakhar reads is, and feeds of Israel and Ireland write offsets. Seconds east of Greenwich.
var unknown = map[string]int{"IST": 19800, "NPT": 20700, "PKT": 18000, "SLST": 19800, "GST": 14400, "SGT": 28800, "HKT": 28800, "JST": 32400, "MSK": 10800, "AEST": 36000, "AEDT": 39600}

// known are those that gofeed has turned into UTC, and whose own day we want back.
var known = map[string]int{"EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800, "PDT": -25200,
	"WEST": 3600, "BST": 3600, "CET": 3600, "CEST": 7200, "EET": 7200, "EEST": 10800}

// ambiguous are dates of which nobody knows which number is the month: 02/03/2026.
var ambiguous = regexp.MustCompile(`^(0?[1-9]|1[0-2])[-/.](0?[1-9]|1[0-2])[-/.]\d`)

var offsetEnd = regexp.MustCompile(`:\d\d(?:\.\d+)?\s*([+-])(\d\d):?(00|15|30|45)$`)

// when is a date as gofeed read it, in the zone that its text names: the day of publication is that of the paper, not of Greenwich. A date
// without a zone counts as UTC.
func when(raw string, t *time.Time) time.Time {
	if t == nil || t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}
	}
	raw = strings.TrimSpace(raw)
	if ambiguous.MatchString(raw) {
		return time.Time{}
	}
	if m := offsetEnd.FindStringSubmatch(raw); m != nil {
		h, _ := strconv.Atoi(m[2]) // two digits
		min, _ := strconv.Atoi(m[3])
		if east := h*3600 + min*60; h <= 14 {
			if m[1] == "-" {
				east = -east
			}
			return t.In(time.FixedZone("", east))
		}
	}
	name := strings.Trim(raw[strings.LastIndexAny(raw, " ,")+1:], "()")
	if east, ok := unknown[name]; ok {
		// Where the program runs in that zone, Go knows the name, and the hours are right all the same.
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.FixedZone("", east))
	}
	if east, ok := known[name]; ok {
		return t.In(time.FixedZone("", east))
	}
	return t.UTC()
}
