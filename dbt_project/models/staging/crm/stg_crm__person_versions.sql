{%- set attributes = {'email': 'varchar', 'phone': 'varchar', 'mobile': 'varchar', 'wechat_id': 'varchar', 'full_name': 'varchar',
    'title': 'varchar', 'department': 'varchar', 'seniority': 'varchar', 'company_name': 'varchar', 'country': 'varchar',
    'city': 'varchar', 'preferred_language': 'varchar', 'lead_source': 'varchar', 'lead_status': 'varchar',
    'rejected_reason': 'varchar', 'owner_id': 'varchar', 'budget_amount': 'decimal(18, 2)', 'budget_currency': 'varchar',
    'budget_confirmed': 'boolean', 'authority': 'varchar', 'need_strength': 'bigint', 'pain_point': 'varchar',
    'timeline_days': 'bigint'} -%}

{{ versions_by_day(source('crm', 'people'), 'person_id', person_columns(), 'people', attributes) }}
