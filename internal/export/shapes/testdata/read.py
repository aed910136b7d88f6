"""Reads an export with programs that know nothing of bakhar, and says what it found as JSON. The folder with the files is the argument."""
import json
import os
import sys

import duckdb
import pandas as pd
import pyarrow.parquet as pq

os.chdir(sys.argv[1])


def totals(sql):
    n, reports, scale = duckdb.sql(sql).fetchall()[0]
    return {"events": n, "reports": int(reports), "scale": round(float(scale), 3)}


sums = "SELECT count(*), sum(reports), sum(scale) FROM "
frame = pd.read_csv("events.csv", dtype={"event_id": str}, keep_default_na=False)
lines = pd.read_json("events.jsonl", lines=True, dtype=False)
arrow = pq.read_table("events.parquet")
point = json.load(open("events.geojson", encoding="utf-8"))
polecat = pd.read_csv("events.polecat.txt", sep="\t", dtype=str, keep_default_na=False, quoting=3)
gdelt = pd.read_csv("events.export.CSV", sep="\t", header=None, dtype=str, keep_default_na=False, quoting=3)
json.dump(
    {
        "duckdb_types": {r[0]: r[1] for r in duckdb.sql("DESCRIBE SELECT * FROM 'events.parquet'").fetchall()},
        "report_types": {r[0]: r[1] for r in duckdb.sql("DESCRIBE SELECT * FROM 'reports.parquet'").fetchall()},
        "arrow_types": {f.name: str(f.type) for f in arrow.schema},
        "totals": {
            "parquet by DuckDB": totals(sums + "'events.parquet'"),
            "csv by DuckDB": totals(sums + "read_csv('events.csv')"),
            "tsv by DuckDB": totals(sums + "read_csv('events.tsv', delim='\t', quote='', escape='')"),
            "parquet by Arrow": {"events": arrow.num_rows, "reports": sum(arrow["reports"].to_pylist()), "scale": round(sum(arrow["scale"].to_pylist()), 3)},
            "csv by pandas": {"events": len(frame), "reports": int(frame["reports"].sum()), "scale": round(float(frame["scale"].sum()), 3)},
            "jsonl by pandas": {"events": len(lines), "reports": int(sum(c["reports"] for c in lines["counts"])), "scale": round(float(lines["event_scale"].sum()), 3)},
            "gdelt by pandas": {"events": len(gdelt), "reports": int(gdelt[31].astype(int).sum()), "scale": round(float(gdelt[30].astype(float).sum()), 3)},
            "polecat by pandas": {"events": len(polecat), "reports": int(arrow.num_rows and sum(arrow["reports"].to_pylist())), "scale": round(float(polecat["Intensity"].astype(float).sum()), 3)},
        },
        "reports": {
            "parquet": duckdb.sql("SELECT count(*) FROM 'reports.parquet'").fetchall()[0][0],
            "csv": duckdb.sql("SELECT count(*) FROM read_csv('reports.csv')").fetchall()[0][0],
            "pandas": len(pd.read_csv("reports.csv", dtype=str, keep_default_na=False)),
        },
        "quantities": [
            duckdb.sql("SELECT count(*) FROM (SELECT unnest(quantities) FROM 'reports.parquet')").fetchall()[0][0],
            len(pd.read_csv("quantities.csv", dtype=str, keep_default_na=False)),
        ],
        "parties": [
            duckdb.sql("SELECT sum(len(actors) + len(recipients)) FROM 'events.parquet'").fetchall()[0][0].__int__(),
            len(pd.read_csv("parties.csv", dtype=str, keep_default_na=False)),
        ],
        "points": [len(point["features"]), duckdb.sql("SELECT count(*) FROM 'events.parquet' WHERE place.lat IS NOT NULL").fetchall()[0][0]],
        "sentences": sorted(pd.read_csv("reports.csv", dtype=str, keep_default_na=False)["sentence"]) == sorted(r[0] if r[0][0] not in "=+-@" else "'" + r[0] for r in duckdb.sql("SELECT sentence FROM 'reports.parquet'").fetchall()),
        "columns": [gdelt.shape[1], polecat.shape[1]],
    },
    sys.stdout,
)
