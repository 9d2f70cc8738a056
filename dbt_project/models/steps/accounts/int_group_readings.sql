{# How the rows of each rule group stand on as_of, for accounts of the segments it applies to: what holds
   and what lacks, in words. #}
{{ group_readings(ref('int_account_labels'), as_of_day()) }}
