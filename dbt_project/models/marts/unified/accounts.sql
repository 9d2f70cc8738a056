select
    accounts.account_id,
    accounts.name as account_name,
    accounts.domain,
    accounts.registration_id,
    accounts.industry,
    accounts.employee_count,
    cast(accounts.annual_revenue as decimal(18, 2)) as annual_revenue,
    accounts.currency,
    accounts.country,
    accounts.region,
    accounts.city,
    accounts.time_zone,
    labels.segment,
    accounts.parent_account_id,
    accounts.owner_id,
    labels.owner_name,
    accounts.is_target,
    cast(accounts.records as integer) as source_records,
    {{ day_date('accounts.created_day') }} as created_on,
    {{ day_date('accounts.customer_since_day') }} as customer_since,
    {{ day_date('accounts.churned_day') }} as churned_on,
    accounts.contract_end_on,
    accounts.source_updated_at,
    accounts.source_row,
    {{ run_columns() }}
from {{ ref('int_accounts') }} as accounts
inner join {{ ref('int_account_labels') }} as labels on accounts.account_key = labels.account_key
{{ run_join() }}
where accounts.exclusion_reason is null
