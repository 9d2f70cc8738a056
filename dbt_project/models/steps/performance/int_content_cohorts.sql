{{ cohort_counts(ref('int_content_days'), 'content_key') }}
