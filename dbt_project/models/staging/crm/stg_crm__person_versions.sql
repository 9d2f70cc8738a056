{%- set attributes = {'email': 'string', 'phone': 'string', 'mobile': 'string', 'wechat_id': 'string', 'full_name': 'string',
    'title': 'string', 'department': 'string', 'seniority': 'string', 'company_name': 'string', 'country': 'string',
    'city': 'string', 'preferred_language': 'string', 'lead_source': 'string', 'lead_status': 'string',
    'rejected_reason': 'string', 'owner_id': 'string', 'budget_amount': 'decimal(18, 2)', 'budget_currency': 'string',
    'budget_confirmed': 'boolean', 'authority': 'string', 'need_strength': 'bigint', 'pain_point': 'string',
    'timeline_days': 'bigint'} -%}

{{ versions_by_day(source('crm', 'people'), 'person_id', person_columns(), 'people', attributes) }}
