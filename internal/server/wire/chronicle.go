package wire

import "github.com/bakhar/bakhar/internal/article"

// ByQuad counts events by quadrant: verbal and material cooperation, verbal and material conflict.
type ByQuad struct {
	VerbalCooperation   int `json:"verbal_cooperation"`
	MaterialCooperation int `json:"material_cooperation"`
	VerbalConflict      int `json:"verbal_conflict"`
	MaterialConflict    int `json:"material_conflict"`
}

// ActorCount is a party with how many events it has part in.
type ActorCount struct {
	Key     string  `json:"key" doc:"The value for the parameters party, actor and recipient that finds its events"`
	Name    string  `json:"name,omitempty"`
	Country string  `json:"country,omitempty"`
	Sector  string  `json:"sector,omitempty"`
	Names   Names   `json:"names,omitempty"`
	Events  int     `json:"events"`
	ByQuad  ByQuad  `json:"by_quad"`
	Scale   float64 `json:"mean_scale" doc:"Mean of event_scale"`
}

// ActorList are parties, most events first.
type ActorList struct {
	Actors []ActorCount `json:"actors"`
	More   int          `json:"more" doc:"How many more there are than were asked for"`
}

// PlaceCount is a place with its events.
type PlaceCount struct {
	Name      string   `json:"name,omitempty" doc:"In English; absent for a whole country"`
	Names     Names    `json:"names,omitempty"`
	Country   string   `json:"country"`
	Admin1    string   `json:"admin1,omitempty"`
	Lat       *float64 `json:"lat,omitempty" doc:"Absent where no point is known: a country without a point is shown as its shape"`
	Lon       *float64 `json:"lon,omitempty"`
	Precision string   `json:"precision,omitempty" enum:"point,city,admin1,country"`
	Events    int      `json:"events"`
	ByQuad    ByQuad   `json:"by_quad"`
	Scale     float64  `json:"mean_scale" doc:"Mean of event_scale"`
}

// PlaceList are places, most events first.
type PlaceList struct {
	Places   []PlaceCount `json:"places"`
	Unplaced int          `json:"unplaced" doc:"Events of which no place is known"`
	Events   int          `json:"events" doc:"All that fit"`
	More     int          `json:"more" doc:"How many more places there are than were asked for"`
}

// Bucket is a stretch of days with its events.
type Bucket struct {
	Start  article.Date `json:"start" doc:"First day, YYYY-MM-DD"`
	End    article.Date `json:"end" doc:"Last day"`
	Events int          `json:"events"`
	ByQuad ByQuad       `json:"by_quad"`
	Scale  float64      `json:"mean_scale" doc:"Mean of event_scale"`
}

// Timeline is what happened between two, or in all, by stretches of days. Events count where they end.
type Timeline struct {
	Step    string   `json:"step" enum:"day,week,month,year"`
	Buckets []Bucket `json:"buckets" doc:"In order; those without events are left out"`
	Events  int      `json:"events" doc:"All that fit"`
	Scale   float64  `json:"mean_scale" doc:"Mean of event_scale of all that fit"`
	Undated int      `json:"undated" doc:"Events of which no day is known"`
	Earlier int      `json:"earlier" doc:"Earlier stretches that are left out, as there are too many"`
}

// Node is a party of the network.
type Node struct {
	Key     string  `json:"key" doc:"The value for the parameters party, actor and recipient that finds its events"`
	Name    string  `json:"name,omitempty"`
	Country string  `json:"country,omitempty"`
	Sector  string  `json:"sector,omitempty"`
	Names   Names   `json:"names,omitempty"`
	Events  int     `json:"events"`
	ByQuad  ByQuad  `json:"by_quad"`
	Scale   float64 `json:"mean_scale" doc:"Mean of event_scale"`
}

// Edge is what one party did to another.
type Edge struct {
	From   string  `json:"from" doc:"Key of the actor"`
	To     string  `json:"to" doc:"Key of the recipient"`
	Events int     `json:"events"`
	ByQuad ByQuad  `json:"by_quad"`
	Scale  float64 `json:"mean_scale"`
}

// Network is who did something to whom.
type Network struct {
	Nodes []Node `json:"nodes" doc:"Most events first"`
	Edges []Edge `json:"edges" doc:"Most events first; only between the nodes given"`
	More  int    `json:"more" doc:"How many more parties there are than were asked for"`
}

// Found is what a search finds, each kind by itself.
type Found struct {
	Actors   []ActorCount  `json:"actors"`
	Places   []PlaceCount  `json:"places"`
	Events   []EventLine   `json:"events"`
	Articles []ArticleLine `json:"articles"`
}

// Stats counts what the chronicle holds.
type Stats struct {
	Version     string         `json:"version" doc:"Of the program"`
	Lexicon     string         `json:"lexicon" doc:"Hash of the language data"`
	Articles    int            `json:"articles"`
	Copies      int            `json:"copies" doc:"Articles that print the text of another"`
	Reports     int            `json:"reports"`
	Events      int            `json:"events"`
	Disagreeing int            `json:"disagreeing" doc:"Events whose accounts disagree"`
	Corrections int            `json:"corrections"`
	Publishers  int            `json:"publishers"`
	First       article.Date   `json:"first" doc:"First day of publication"`
	Last        article.Date   `json:"last"`
	ByType      map[string]int `json:"by_type" doc:"Events by PLOVER type"`
	ByLanguage  map[string]int `json:"by_language" doc:"Articles by language"`
	ByPublisher map[string]int `json:"by_publisher" doc:"Articles by publisher, the 100 with most"`
	Bytes       int64          `json:"bytes" doc:"Size of the store"`
}

// Desk is how the intake fares.
type Desk struct {
	Health  []Health `json:"health" doc:"By publisher and language, the sickest first"`
	Defects []Kind   `json:"defects" doc:"Kinds of defect, those of most articles first"`
	Runs    []Run    `json:"runs" doc:"Codings, the latest first"`
	Intake  *Intake  `json:"intake,omitempty" doc:"Queue and programs, where the server was told of a queue"`
}

// Health is the state of the texts of one publisher in one language.
type Health struct {
	Publisher string         `json:"publisher"`
	Language  string         `json:"language"`
	Articles  int            `json:"articles"`
	Defects   int            `json:"defects"`
	Health    float64        `json:"health" doc:"Mean, 1 without a fault"`
	Least     float64        `json:"health_min" doc:"Of the sickest article"`
	Damaged   int            `json:"damaged" doc:"Articles with a defect"`
	Kinds     map[string]int `json:"kinds" doc:"Articles with a defect of that kind"`
	First     article.Date   `json:"first" doc:"First day of publication; empty where unknown"`
	Last      article.Date   `json:"last"`
}

// Kind is a kind of defect.
type Kind struct {
	Kind     string `json:"kind"`
	Articles int    `json:"articles" doc:"That have one of it"`
}

// Run is one coding of articles.
type Run struct {
	ID       int64  `json:"id"`
	Kind     string `json:"kind" enum:"ingest,recode"`
	Coder    string `json:"coder"`
	Lexicon  string `json:"lexicon"`
	Started  string `json:"started" format:"date-time"`
	Finished string `json:"finished,omitempty" format:"date-time" doc:"Absent while it runs, or where it was cut off"`
	Articles int    `json:"articles"`
	Reports  int    `json:"reports"`
}

// Intake is what `bakhar status` tells.
type Intake struct {
	Away       bool      `json:"away" doc:"The queue does not answer"`
	Items      int       `json:"items" doc:"That wait or are at work"`
	Aside      int       `json:"set_aside"`
	LagSeconds float64   `json:"lag_seconds" doc:"Age of the oldest item that waits or is at work"`
	Programs   []Program `json:"programs"`
	Faults     []Fault   `json:"faults" doc:"What went wrong since the programs started, most first"`
}

// Program is a worker or a watch.
type Program struct {
	Name    string  `json:"name"`
	Host    string  `json:"host"`
	Started string  `json:"started" format:"date-time"`
	Told    string  `json:"told" format:"date-time" doc:"When it last said something"`
	Rate    float64 `json:"rate" doc:"Articles a second"`
	New     int     `json:"new"`
	Same    int     `json:"same"`
	Changed int     `json:"changed"`
	Aside   int     `json:"set_aside"`
	Reports int     `json:"reports"`
	Ended   bool    `json:"ended"`
}

// Fault is one thing that went wrong, how often.
type Fault struct {
	Kind  string `json:"kind"`
	Host  string `json:"host,omitempty"`
	Times int    `json:"times"`
}
