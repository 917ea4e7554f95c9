-- What a patient can release has more parts now: the plan, measures and money. A release recorded before names none of
-- them and opens what it opened.
alter table clinic.release_of_information
  drop constraint release_of_information_kinds_check,
  add constraint release_of_information_kinds_check check (
    cardinality(kinds) > 0 and kinds <@ array['summary', 'sessions', 'plan', 'measures', 'documents', 'money']);
