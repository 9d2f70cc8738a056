{# Spells in which a rule group holds for an account: all its rows hold and the account is of the
   segment they were written for. #}
{{ group_spells(ref('int_group_changes')) }}
