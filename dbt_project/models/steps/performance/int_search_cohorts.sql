{{ cohort_counts(ref('int_search_days'), 'term') }}
