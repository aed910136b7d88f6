package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/bakhar/bakhar/internal/corrections"
	"github.com/bakhar/bakhar/internal/decide"
	"github.com/bakhar/bakhar/internal/server/guard"
	"github.com/bakhar/bakhar/internal/server/wire"
	"github.com/bakhar/bakhar/internal/store"
)

type decisionInput struct{ Body wire.Decision }

type undoInput struct {
	ID   int64 `path:"id" minimum:"1" doc:"Number of the correction"`
	Body wire.Undoing
}

type correctionsInput struct {
	wire.Range
	Article string `query:"article" maxLength:"64" doc:"Only those of reports of this article"`
}

func (s *Server) correctionRoutes() {
	get(s, op{path: "/corrections", id: "listCorrections", tag: "corrections", summary: "What analysts decided, the latest first", errors: []int{422}}, s.listCorrections)
	do(s, op{method: http.MethodPost, path: "/corrections", id: "addCorrection", tag: "corrections", summary: "Accept, reject, edit, split or merge", text: "docs/corrections.md says what each means. Analysts only.", errors: []int{409, 422}, role: guard.Analyst}, s.addCorrection)
	do(s, op{method: http.MethodPost, path: "/corrections/{id}/undo", id: "undoCorrection", tag: "corrections", summary: "Take a correction back, or an undo", errors: []int{404, 409, 422}, role: guard.Analyst}, s.undoCorrection)
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func (s *Server) listCorrections(ctx context.Context, in *correctionsInput) (out wire.CorrectionPage, err error) {
	out.Corrections = []wire.Correction{}
	before := int64(0)
	if in.After != "" {
		if before, err = strconv.ParseInt(in.After, 10, 64); err != nil || before < 1 {
			return out, mend("query.after", "is no cursor of this list: take next of the page before", in.After)
		}
	}
	var all []store.Correction
	err = s.view(ctx, func(tx store.Tx) error {
		if in.Article != "" {
			all, err = tx.CorrectionsOf([]string{in.Article})
			return err
		}
		for c, err := range tx.EachCorrection() {
			if err != nil {
				return err
			}
			all = append(all, c)
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	force := map[int64]bool{}
	for _, c := range corrections.InForce(all) {
		force[c.ID] = true
	}
	for _, c := range slices.Backward(all) {
		if before > 0 && c.ID >= before {
			continue
		}
		if len(out.Corrections) == in.Limit {
			out.Next = strconv.FormatInt(out.Corrections[in.Limit-1].ID, 10)
			break
		}
		w, err := Correction(c)
		if err != nil {
			return out, err
		}
		w.InForce = force[c.ID]
		out.Corrections = append(out.Corrections, w)
	}
	return out, nil
}

// Correction is a correction as the API and the command line tell it; whether it is in force only those who know all can say.
func Correction(c store.Correction) (wire.Correction, error) {
	b, err := corrections.Read(c)
	out := wire.Correction{ID: c.ID, Kind: c.Kind, Analyst: c.Analyst, Reason: c.Reason, Made: stamp(c.Made), Targets: append([]store.Anchor{}, c.Targets...), Groups: b.Groups, Undoes: c.Undoes}
	for _, x := range b.Changes {
		out.Changes = append(out.Changes, wire.Change{Field: x.Field, Old: x.Old, New: x.New})
	}
	return out, err
}

func (s *Server) addCorrection(ctx context.Context, in *decisionInput) (out wire.Decided, err error) {
	who, err := s.analyst(ctx, in.Body.Analyst)
	if err != nil {
		return out, err
	}
	return s.keep(ctx, func(tx store.Tx) (corrections.Request, error) {
		req, err := asked(tx, &in.Body)
		req.Analyst, req.Reason = who, in.Body.Reason
		return req, err
	})
}

func (s *Server) undoCorrection(ctx context.Context, in *undoInput) (out wire.Decided, err error) {
	who, err := s.analyst(ctx, in.Body.Analyst)
	if err != nil {
		return out, err
	}
	return s.keep(ctx, func(tx store.Tx) (corrections.Request, error) {
		if _, err := tx.Correction(in.ID); errors.Is(err, store.ErrNotFound) {
			return corrections.Request{}, huma.Error404NotFound("there is no correction of this number; " + Base + "/corrections lists them")
		}
		return corrections.Request{Kind: corrections.Undo, Undoes: in.ID, Analyst: who, Reason: in.Body.Reason}, nil
	})
}

// asked reads what a decision is about.
func asked(tx store.Tx, d *wire.Decision) (corrections.Request, error) {
	switch d.Kind {
	case corrections.Split:
		if len(d.Events) != 1 {
			return corrections.Request{}, mend("body.events", "a split is of one event: name it, and in reports those that are to be taken out of it", nil)
		}
		return decide.Split(tx, d.Events[0], d.Reports)
	case corrections.Edit:
		if len(d.Reports) != 1 || len(d.Events) > 0 {
			return corrections.Request{}, mend("body.reports", "an edit is of one report", nil)
		}
	}
	ids, err := decide.Reports(tx, d.Reports, d.Events)
	req := corrections.Request{Kind: d.Kind, Reports: ids}
	if err != nil || d.Kind != corrections.Edit {
		return req, err
	}
	var short []decide.Set
	for _, c := range d.Changes {
		if c.Value != nil {
			short = append(short, decide.Set{Field: c.Field, Value: *c.Value})
			continue
		}
		req.Changes = append(req.Changes, corrections.Change{Field: c.Field, New: c.New})
	}
	if len(short) > 0 {
		more, err := decide.Changes(tx, ids[0], short)
		if err != nil {
			return req, err
		}
		req.Changes = append(req.Changes, more...)
	}
	return req, nil
}

// keep keeps a correction, and tells the log.
func (s *Server) keep(ctx context.Context, request func(store.Tx) (corrections.Request, error)) (out wire.Decided, err error) {
	var req corrections.Request
	err = s.Store.Update(ctx, func(tx store.Tx) error {
		if req, err = request(tx); err != nil {
			return err
		}
		req.Made = s.Now()
		kept, err := decide.Keep(tx, req)
		out = wire.Decided{Corrections: kept.Corrections, Events: append([]string{}, kept.Events...)}
		return err
	})
	var wrong decide.Wrong
	if errors.As(err, &wrong) {
		return out, huma.Error422UnprocessableEntity(wrong.Error())
	}
	if err == nil {
		s.pulse.Forget() // who decides sees it at once
		who := guard.From(ctx)
		s.Log.InfoContext(ctx, "correction kept", "corrections", out.Corrections, "kind", req.Kind, "analyst", req.Analyst, "token", who.Name, "role", who.Role.String(),
			"from", who.From, "request", exchangeOf(ctx).id)
	}
	return out, err
}
