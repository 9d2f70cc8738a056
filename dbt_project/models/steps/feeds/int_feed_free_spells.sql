{# Stage of every account over time as it would be if no intent had been bought. #}
with

flips as ({{ operational_flips(ref('int_feed_free_group_spells')) }}),

spells as ({{ stage_spells('flips') }})

select * from spells
