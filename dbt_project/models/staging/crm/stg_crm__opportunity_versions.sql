{%- set columns = [
    'opportunity_id', 'account_id', 'name', 'type', 'stage', 'amount', 'currency', 'owner_id',
    'lost_reason', 'competitor', 'created_at', 'closed_at', 'is_won', 'updated_at', 'is_deleted'
] -%}
{%- set attributes = {'stage': 'string'} -%}

{{ versions_by_day(source('crm', 'opportunities'), 'opportunity_id', columns, 'opportunities', attributes) }}
