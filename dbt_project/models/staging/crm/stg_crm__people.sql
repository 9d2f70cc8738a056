{%- set columns = [
    'person_id', 'account_id', 'email', 'phone', 'mobile', 'wechat_id', 'full_name', 'title',
    'department', 'seniority', 'company_name', 'country', 'city', 'preferred_language',
    'lead_source', 'lead_status', 'rejected_reason', 'owner_id', 'budget_amount',
    'budget_currency', 'budget_confirmed', 'authority', 'need_strength', 'pain_point',
    'timeline_days', 'referred_by_account_id', 'consent_status', 'consent_at', 'created_at',
    'updated_at', 'is_deleted', 'merged_into_id'
] -%}

{{ latest_version(source('crm', 'people'), ['person_id'], columns, updated_at='updated_at') }}
