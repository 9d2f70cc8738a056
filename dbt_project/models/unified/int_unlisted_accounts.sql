{# Why account records of the source are not accounts of their own. #}
with

records as (

    select account_id, {{ business_day('created_at') }} as created_day from {{ ref('stg_crm__accounts') }}

),

explained as (

    select
        records.account_id,
        case
            when records.created_day > {{ as_of_day() }} then 'created later'
            when identities.account_id is null then 'deleted in the source'
            when identities.survivor_id <> identities.account_id then 'merged into ' || identities.survivor_id
            when rollups.account_id is not null then 'counts as a part of ' || rollups.top_id
            when exclusions.account_id is not null then 'excluded: ' || exclusions.exclusion_reason
        end as reason
    from records
    left join {{ ref('int_account_identities') }} as identities on records.account_id = identities.account_id
    left join {{ ref('int_account_rollups') }} as rollups on records.account_id = rollups.account_id
    left join {{ ref('int_account_exclusions') }} as exclusions on records.account_id = exclusions.account_id

)

select account_id, reason from explained where reason is not null
