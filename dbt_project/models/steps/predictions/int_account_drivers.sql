{{ prediction_drivers(ref('int_account_parts'), 'account', 'account_key') }}
