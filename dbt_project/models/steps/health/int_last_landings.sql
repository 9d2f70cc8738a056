{# A landing that brought only what was known says nothing of the rows that an earlier one lost. #}
with

last_runs as (

    select object, max(landing_run) as landing_run
    from {{ ref('stg_control__landing_files') }}
    where accepted + lost > 0
    group by object

),

{# The file that lost the most stands for the landing: what to look at first. #}
files as (

    select
        files.*,
        row_number() over (partition by files.object order by files.lost desc, files.file, files.quarantine) as place
    from {{ ref('stg_control__landing_files') }} as files
    inner join last_runs
        on files.object = last_runs.object and files.landing_run = last_runs.landing_run

),

landings as (

    select
        object,
        max(landing_run) as landing_run,
        sum(accepted + lost) as new_rows,
        sum(lost) as lost,
        max(case when place = 1 and lost > 0 then main_reason end) as reason,
        max(case when place = 1 and lost > 0 then quarantine end) as quarantine
    from files
    group by object

)

{# What the row of an object leaves blank is that of the row for all. #}
select
    landings.object,
    landings.landing_run,
    landings.new_rows,
    landings.lost,
    landings.reason,
    landings.quarantine,
    coalesce(
        landings.lost > coalesce(own.max_lost_share, general.max_lost_share) * landings.new_rows
        and landings.new_rows >= coalesce(own.least_rows, general.least_rows)
        and landings.landing_run <> coalesce(own.accepted_landing, general.accepted_landing, 0),
        false
    ) as loses_too_much
from landings
left join {{ ref('landing_limits') }} as own on landings.object = own.object
left join {{ ref('landing_limits') }} as general on general.object is null
