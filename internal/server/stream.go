package server

import (
	"context"
	"errors"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/live"
)

type streamInput struct {
	LastEventID string `header:"Last-Event-ID" maxLength:"20" doc:"The id of the last message had: what came after it is sent first"`
	Since       string `query:"since" maxLength:"20" doc:"As Last-Event-ID, for who cannot set a header"`
}

const streamText = `Server-sent events: messages new, changed and dropped, with the number of the change as id and the event's id in the data; reset, where too much was
missed and the reader begins anew. A browser's EventSource comes back by itself with the id of the last message it had. A line begins with a colon where
it only says that the stream lives, every 20 seconds.`

func (s *Server) streamRoute() {
	o := s.add(op{method: http.MethodGet, path: "/stream", id: "stream", tag: "service", summary: "Changes of events as they come", text: streamText, errors: []int{422}, role: guard.Reader, stream: true})
	message := s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[live.Message](), true, "")
	o.Responses = map[string]*huma.Response{"200": {Description: "Messages; the schema is that of their data", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: message}}}}
	huma.Register(s.api, o, s.stream)
}

func (s *Server) stream(ctx context.Context, in *streamInput) (*huma.StreamResponse, error) {
	last := in.LastEventID
	if last == "" {
		last = in.Since
	}
	st, err := s.hub.Open(ctx, guard.From(ctx).From, last)
	switch {
	case errors.Is(err, live.ErrFull):
		return nil, huma.Error503ServiceUnavailable("too many streams: close one of yours, or ask again later")
	case errors.Is(err, live.ErrCursor):
		return nil, mend("header.Last-Event-ID", "is no number of a change: take the id of a message", last)
	case err != nil:
		return nil, s.answer(ctx, err)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		_, w := humago.Unwrap(hc)
		hc.SetHeader("Content-Type", "text/event-stream")
		hc.SetHeader("Cache-Control", "no-store")
		hc.SetHeader("X-Accel-Buffering", "no") // a reverse proxy passes each message on at once
		hc.SetStatus(http.StatusOK)
		st.Send(ctx, w)
	}}, nil
}
