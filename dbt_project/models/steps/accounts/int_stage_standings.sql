{# What a preview of rules says of accounts that change their stage. #}
{{ stage_standings(ref('int_account_labels'), ref('int_group_readings')) }}
