{# The last eight quarters whose first day is followed by a whole horizon. #}
{{ period_starts('quarter', 3, 8) }}
