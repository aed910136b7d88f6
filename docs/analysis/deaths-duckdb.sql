-- What is told of the dead, where at least two independent sources tell of the event: the lowest and highest figure of any account, and whether
-- the accounts disagree about it. bakhar export --output events.parquet; duckdb -csv < deaths-duckdb.sql
SELECT date, type, place.name AS place, f.min AS lowest, f.max AS highest, independent_sources AS sources,
       list_contains(disagreements, 'figure') AS disputed
FROM 'events.parquet', unnest(figures) AS x(f)
WHERE f.kind = 'dead' AND independent_sources >= 2
ORDER BY sources DESC, date, event_id;
