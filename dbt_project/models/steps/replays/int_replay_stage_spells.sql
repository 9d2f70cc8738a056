{# Stage over time in replays, of the accounts for which that makes a difference. #}
with

flips as (

    select replay_id, account_key, day, flip from {{ ref('int_replay_stage_flips') }}
    union all
    select differing.replay_id, operational.account_key, operational.day, operational.flip
    from {{ ref('int_stage_flips') }} as operational
    inner join (select distinct replay_id, account_key from {{ ref('int_replay_stage_flips') }}) as differing
        on operational.account_key = differing.account_key

),

spells as ({{ stage_spells('flips') }})

select * from spells
