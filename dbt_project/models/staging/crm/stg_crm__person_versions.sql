{%- set columns = [
    'person_id', 'account_id', 'email', 'phone', 'mobile', 'wechat_id', 'full_name', 'title',
    'department', 'seniority', 'company_name', 'country', 'city', 'preferred_language',
    'lead_source', 'lead_status', 'rejected_reason', 'owner_id', 'budget_amount',
    'budget_currency', 'budget_confirmed', 'authority', 'need_strength', 'pain_point',
    'timeline_days', 'referred_by_account_id', 'consent_status', 'consent_at', 'created_at',
    'updated_at', 'is_deleted', 'merged_into_id'
] -%}
{%- set attributes = {'email': 'varchar', 'phone': 'varchar', 'mobile': 'varchar', 'wechat_id': 'varchar', 'full_name': 'varchar',
    'title': 'varchar', 'department': 'varchar', 'seniority': 'varchar', 'company_name': 'varchar', 'country': 'varchar',
    'city': 'varchar', 'preferred_language': 'varchar', 'lead_source': 'varchar', 'lead_status': 'varchar',
    'rejected_reason': 'varchar', 'owner_id': 'varchar', 'budget_amount': 'decimal(18, 2)', 'budget_currency': 'varchar',
    'budget_confirmed': 'boolean', 'authority': 'varchar', 'need_strength': 'bigint', 'pain_point': 'varchar',
    'timeline_days': 'bigint'} -%}

{{ versions_by_day(source('crm', 'people'), 'person_id', columns, 'people', attributes) }}
