-- An answer that grew worse is an alert of its own: item 9 from 1 to 3 after somebody decided upon the 1. The same words
-- for the same response still raise nothing again.
drop index clinic.instrument_alert_once;
create unique index instrument_alert_once on clinic.instrument_alert (practice_id, response_id, rule, because);
