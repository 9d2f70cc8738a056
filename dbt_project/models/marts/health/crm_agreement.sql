{# Our word beside the CRM's. An account's CRM stage is the furthest that its opportunities reached:
   customer, else the most probable of the open ones, else lost; a person's is the lead status. #}
with

open_stages as (

    select
        opportunities.account_key,
        coalesce(stages.stage, trim(opportunities.stage), 'open') as crm_stage,
        opportunities.type in ('new', 'expansion') and coalesce(stages.counts_as_intent, true) as counts_as_intent,
        row_number() over (
            partition by opportunities.account_key
            order by coalesce(stages.probability, 0) desc, opportunities.opportunity_id
        ) as place
    from {{ ref('int_opportunities') }} as opportunities
    left join {{ ref('opportunity_stages') }} as stages
        on lower(trim(opportunities.stage)) = lower(trim(stages.stage))
    where opportunities.closed_day is null

),

furthest as (

    select account_key, crm_stage, counts_as_intent from open_stages where place = 1

),

customers as (

    select distinct account_key
    from {{ ref('int_customer_spells') }}
    where from_day <= {{ as_of_day() }} and to_day > {{ as_of_day() }}

),

closed as (

    select distinct account_key from {{ ref('int_opportunities') }} where closed_day is not null

),

account_words as (

    select
        stages.account_id,
        stages.known_people,
        stages.stage as our_stage,
        case
            when customers.account_key is not null then 'customer'
            when furthest.account_key is not null then furthest.crm_stage
            when closed.account_key is not null then 'closed'
            else 'none'
        end as crm_stage,
        case when stages.stage = 'Customer' then 2 when stages.stage = 'Intent' then 1 else 0 end as our_rank,
        case
            when customers.account_key is not null then 2
            when furthest.counts_as_intent then 1
            else 0
        end as crm_rank
    from {{ ref('account_stages') }} as stages
    inner join {{ ref('int_account_labels') }} as labels on stages.account_id = labels.account_id
    left join customers on labels.account_key = customers.account_key
    left join furthest on labels.account_key = furthest.account_key
    left join closed on labels.account_key = closed.account_key

),

person_words as (

    select
        person_id,
        account_id,
        coalesce(best_band, 'none') as our_stage,
        coalesce(lower(trim(sales_status)), 'none') as crm_stage,
        case when best_band in ('mql', 'sql') then 1 else 0 end as our_rank,
        case lower(trim(sales_status)) when 'accepted' then 1 when 'rejected' then 0 end as crm_rank
    from {{ ref('lead_scores') }}
    where is_main

),

counted as (

    select
        'account' as crm_object, our_stage, crm_stage, our_rank, crm_rank,
        count(*) as accounts, sum(known_people) as people
    from account_words
    group by our_stage, crm_stage, our_rank, crm_rank
    union all
    select 'person', our_stage, crm_stage, our_rank, crm_rank, count(distinct account_id), count(*)
    from person_words
    group by our_stage, crm_stage, our_rank, crm_rank

),

{# One stage of the CRM may count as intent for one opportunity and not for another. #}
cells as (

    select
        crm_object, our_stage, crm_stage,
        max(our_rank) as our_rank, max(crm_rank) as crm_rank,
        sum(accounts) as accounts, sum(people) as people
    from counted
    group by crm_object, our_stage, crm_stage

)

select
    cells.crm_object,
    cells.our_stage,
    cells.crm_stage,
    case
        when cells.crm_rank is null then 'undecided'
        when cells.our_rank = cells.crm_rank then 'agrees'
        when cells.our_rank > cells.crm_rank then 'we_are_ahead'
        else 'crm_is_ahead'
    end as agreement,
    cast(cells.accounts as integer) as accounts,
    cast(cells.people as integer) as people,
    {{ run_columns() }}
from cells
{{ run_join() }}
