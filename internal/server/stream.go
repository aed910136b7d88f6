package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

type streamInput struct {
	LastEventID string `header:"Last-Event-ID" maxLength:"20" doc:"The id of the last message had: what came after it is sent first"`
}

// heartbeat is how often a stream says that it is alive.
const heartbeat = 20 * time.Second

func (s *Server) streamRoute() {
	o := op{method: http.MethodGet, path: "/stream", id: "stream", tag: "service", summary: "Changes of events as they come", errors: []int{422}}.operation()
	o.Responses = map[string]*huma.Response{"200": {Description: "Server-sent events", Content: map[string]*huma.MediaType{"text/event-stream": {}}}}
	huma.Register(s.api, o, s.stream)
}

func (s *Server) stream(ctx context.Context, _ *streamInput) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		_, w := humago.Unwrap(hc)
		hc.SetHeader("Content-Type", "text/event-stream")
		hc.SetHeader("Cache-Control", "no-store")
		hc.SetStatus(http.StatusOK)
		flush := http.NewResponseController(w)
		tick := time.NewTicker(heartbeat)
		defer tick.Stop()
		for {
			if _, err := fmt.Fprint(w, ": here\n\n"); err != nil || flush.Flush() != nil {
				return
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	}}, nil
}
