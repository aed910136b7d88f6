-- Dyads by month, from Parquet: bakhar export --output events.parquet; duckdb -csv < dyads-duckdb.sql
WITH happened AS (
  SELECT event_id, strftime(date, '%Y-%m') AS month, quad, scale, actors, recipients
  FROM 'events.parquet' WHERE status = 'actual' AND date IS NOT NULL
),
pair AS ( -- of a mutual act without recipients, all who took part are actors: each with each
  SELECT DISTINCT event_id, month, quad, scale, a.country AS actor, r.country AS recipient
  FROM happened, unnest(actors) AS x(a), unnest(CASE WHEN len(recipients) > 0 THEN recipients ELSE actors END) AS y(r)
  WHERE a.country IS NOT NULL AND r.country IS NOT NULL AND a.country <> r.country
)
SELECT month, actor, recipient, count(*) AS events,
       count(*) FILTER (quad = 1) AS verbal_cooperation, count(*) FILTER (quad = 2) AS material_cooperation,
       count(*) FILTER (quad = 3) AS verbal_conflict, count(*) FILTER (quad = 4) AS material_conflict,
       printf('%.2f', avg(scale)) AS mean_score
FROM pair GROUP BY ALL
ORDER BY events DESC, month, actor, recipient
LIMIT 15;
