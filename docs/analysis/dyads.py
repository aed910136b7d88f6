"""Dyads by month with pandas, from tidy tables: bakhar export --format csv --output tables/; python dyads.py"""
import sys

import pandas as pd

# ids are text even where they look like numbers, and no code of a country means "missing"
events = pd.read_csv("tables/events.csv", dtype={"event_id": str}, keep_default_na=False)
parties = pd.read_csv("tables/parties.csv", dtype={"event_id": str}, keep_default_na=False)

happened = events[(events["status"] == "actual") & (events["date"] != "")].copy()
happened["month"] = happened["date"].str[:7]

known = parties[parties["country"] != ""][["event_id", "role", "country"]].drop_duplicates()
actors = known[known["role"] == "actor"]
others = known[known["role"] == "recipient"]
# of a mutual act without recipients, all who took part are actors: each with each
mutual = events.loc[events["recipients"] == 0, "event_id"]
others = pd.concat([others, actors[actors["event_id"].isin(mutual)]])

pairs = actors.merge(others, on="event_id", suffixes=("", "_to"))
pairs = pairs[pairs["country"] != pairs["country_to"]]
pairs = pairs.drop_duplicates(["event_id", "country", "country_to"]).merge(happened, on="event_id")
pairs = pairs.rename(columns={"country": "actor", "country_to": "recipient"})

dyads = pairs.groupby(["month", "actor", "recipient"], as_index=False).agg(
    events=("event_id", "size"),
    verbal_cooperation=("quad", lambda q: (q == 1).sum()),
    material_cooperation=("quad", lambda q: (q == 2).sum()),
    verbal_conflict=("quad", lambda q: (q == 3).sum()),
    material_conflict=("quad", lambda q: (q == 4).sum()),
    mean_score=("scale", "mean"),
)
dyads = dyads.sort_values(["events", "month", "actor", "recipient"], ascending=[False, True, True, True])
dyads.head(15).to_csv(sys.stdout, sep="\t", index=False, float_format="%.2f", lineterminator="\n")
