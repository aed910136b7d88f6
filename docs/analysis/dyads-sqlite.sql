-- Dyads by month, from the chronicle's own file: sqlite3 -header -tabs week.db < dyads-sqlite.sql
-- The table event has a row an event; its column parties holds all parties of any account, Agreed the ones that the event is held to have.
WITH party AS (
  SELECT DISTINCT e.num, p.value ->> 'Role' AS role, p.value ->> 'Country' AS country
  FROM event e, json_each(e.parties) p
  WHERE p.value ->> 'Agreed' AND p.value ->> 'Country' <> ''
),
pair AS ( -- of a mutual act without recipients, all who took part are actors: each with each
  SELECT a.num, a.country AS actor, r.country AS recipient
  FROM party a JOIN party r ON r.num = a.num AND r.country <> a.country
  WHERE a.role = 'actor' AND (r.role = 'recipient'
    OR NOT EXISTS (SELECT 1 FROM event e, json_each(e.parties) p WHERE e.num = a.num AND p.value ->> 'Role' = 'recipient' AND p.value ->> 'Agreed'))
  GROUP BY 1, 2, 3
)
SELECT substr(e.first_day, 1, 7) AS month, actor, recipient, count(*) AS events,
       sum(e.quad = 1) AS verbal_cooperation, sum(e.quad = 2) AS material_cooperation,
       sum(e.quad = 3) AS verbal_conflict, sum(e.quad = 4) AS material_conflict,
       printf('%.2f', avg(e.scale)) AS mean_score
FROM pair JOIN event e USING (num)
WHERE e.status = 'actual' AND e.first_day <> ''
GROUP BY month, actor, recipient
ORDER BY events DESC, month, actor, recipient
LIMIT 15;
