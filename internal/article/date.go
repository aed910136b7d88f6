package article

import (
	"fmt"
	"time"
)

// Date is a calendar day. The zero Date is no day.
type Date struct {
	Year       int
	Month, Day int
}

// Interval is a stretch of days, both ends included; a single day has Start == End.
type Interval struct {
	Start Date `json:"start"`
	End   Date `json:"end"`
}

// ParseDate reads YYYY-MM-DD; a time of day after it is ignored.
func ParseDate(s string) (Date, error) {
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	if d, ok := plainDate(s); ok {
		return d, nil
	}
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date of the form YYYY-MM-DD", s)
	}
	return fromTime(t), nil
}

// everyMonth is the last day that every month has.
const everyMonth = 28

// plainDate reads a date that is told to be right by its digits alone: most.
func plainDate(s string) (Date, bool) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	number := func(s string) int {
		n := 0
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = 10*n + int(s[i]-'0')
		}
		return n
	}
	d := Date{number(s[:4]), number(s[5:7]), number(s[8:])}
	return d, d.Year > 0 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= everyMonth
}

func fromTime(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// Zero tells whether d is no day.
func (d Date) Zero() bool { return d == Date{} }

// String is YYYY-MM-DD, or empty for no day.
func (d Date) String() string {
	if d.Zero() {
		return ""
	}
	if d.Year < 0 || d.Year > 9999 || d.Month < 0 || d.Month > 99 || d.Day < 0 || d.Day > 99 {
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	}
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{digit(d.Year / 1000), digit(d.Year / 100), digit(d.Year / 10), digit(d.Year), '-',
		digit(d.Month / 10), digit(d.Month), '-', digit(d.Day / 10), digit(d.Day)})
}

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d = Date{}
	if len(b) > 0 {
		*d, err = ParseDate(string(b))
	}
	return err
}

// Number counts days from 1 January 1970; 0 for no day.
func (d Date) Number() int {
	if d.Zero() {
		return 0
	}
	return int(d.time().Unix() / 86400)
}

// Add moves by days.
func (d Date) Add(days int) Date { return fromTime(d.time().AddDate(0, 0, days)) }

// AddMonths moves by months; a day past the month's end becomes its last day.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, time.Month(d.Month+n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{first.Year(), int(first.Month()), min(d.Day, last)}
}

// Weekday is 1 for Monday … 7 for Sunday.
func (d Date) Weekday() int { return (int(d.time().Weekday())+6)%7 + 1 }

// Before tells whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.time().Before(e.time()) }

// Days is the number of days from d to e.
func (d Date) Days(e Date) int { return int(e.time().Sub(d.time()).Hours() / 24) }

// Valid tells whether d stands in the calendar.
func (d Date) Valid() bool { return d.Year > 0 && fromTime(d.time()) == d }

// MonthEnd is the last day of d's month.
func (d Date) MonthEnd() Date {
	return fromTime(time.Date(d.Year, time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC))
}
