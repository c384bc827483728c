"""The public pages. Owns no table and no rule: what may be shown is said by posts.visibility, how it reads by posts.composition."""
