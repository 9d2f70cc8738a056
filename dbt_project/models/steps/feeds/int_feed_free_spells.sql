{# Stage of every account over time as it would be if no intent had been bought. #}
{{ stage_spells(ref('int_feed_free_group_spells'), operational_histories()) }}
