{# Which record stands for each account: of those that are not deleted one that was not merged away,
   else of a cycle, else whoever is left; then the earliest, then the smallest id. #}
with

records as (

    select
        accounts.account_id,
        accounts.created_at,
        case when coalesce(accounts.is_deleted, false) then 1 else 0 end as is_gone,
        coalesce(merges.group_id, accounts.account_id) as group_id,
        coalesce(merges.merge_rank, 0) as merge_rank
    from {{ ref('stg_crm__accounts') }} as accounts
    left join {{ ref('int_account_merges') }} as merges on accounts.account_id = merges.account_id
    where {{ business_day('accounts.created_at') }} <= {{ as_of_day() }}

),

identified as (

    select
        account_id,
        min(is_gone) over (partition by group_id) as are_all_gone,
        first_value(account_id) over (
            partition by group_id order by is_gone, merge_rank, created_at, account_id
            rows between unbounded preceding and unbounded following
        ) as survivor_id
    from records

)

select account_id, survivor_id from identified where are_all_gone = 0
