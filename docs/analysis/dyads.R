# Dyads by month in R without packages, from tidy tables: bakhar export --format csv --output tables/; Rscript dyads.R
# ids are text even where they look like numbers, and no code of a country means "missing"
table <- function(name) read.csv(name, colClasses = "character", na.strings = character(), encoding = "UTF-8")
events <- table("tables/events.csv")
parties <- unique(table("tables/parties.csv")[c("event_id", "role", "country")])

happened <- events[events$status == "actual" & events$date != "", ]
happened$month <- substr(happened$date, 1, 7)

known <- parties[parties$country != "", ]
actors <- known[known$role == "actor", ]
# of a mutual act without recipients, all who took part are actors: each with each
mutual <- events$event_id[events$recipients == "0"]
others <- rbind(known[known$role == "recipient", ], actors[actors$event_id %in% mutual, ])

pairs <- merge(actors, others, by = "event_id", suffixes = c("", ".to"))
pairs <- pairs[pairs$country != pairs$country.to, ]
pairs <- unique(data.frame(event_id = pairs$event_id, actor = pairs$country, recipient = pairs$country.to))
pairs <- merge(pairs, happened[c("event_id", "month", "quad", "scale")], by = "event_id")

of <- split(pairs, list(pairs$month, pairs$actor, pairs$recipient), drop = TRUE)
dyads <- do.call(rbind, lapply(of, function(d) data.frame(
  month = d$month[1], actor = d$actor[1], recipient = d$recipient[1], events = nrow(d),
  verbal_cooperation = sum(d$quad == "1"), material_cooperation = sum(d$quad == "2"),
  verbal_conflict = sum(d$quad == "3"), material_conflict = sum(d$quad == "4"),
  mean_score = sprintf("%.2f", mean(as.numeric(d$scale))))))
dyads <- dyads[order(-dyads$events, dyads$month, dyads$actor, dyads$recipient, method = "radix"), ]
write.table(head(dyads, 15), stdout(), sep = "\t", quote = FALSE, row.names = FALSE)
