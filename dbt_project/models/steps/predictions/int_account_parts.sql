{{ feature_parts('account', ref('int_account_features')) }}
